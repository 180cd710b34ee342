import { problem } from "@/lib/api/answer/problem";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import type { Endpoint } from "./endpoint";
import type { Handler } from "./serve";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];

/**
 * The handlers of one path: each endpoint at its method, `HEAD` where there is `GET`, `PUT` where there is `PATCH`, `OPTIONS`, and
 * for every other method a 405 that names the ones there are, where Next.js would answer an empty one.
 * @throws Error where two have one method, or one has another path than the first
 */
export function route(...endpoints: readonly Endpoint[]): Record<Method, Handler> {
  const { GET, POST, PATCH, DELETE } = byMethod(endpoints);
  // PUT does what PATCH does, absent fields stay: clients of the Divio API send either.
  const served = { GET, POST, PUT: PATCH, PATCH, DELETE };
  const given = Object.entries(served).flatMap(([method, endpoint]) => (endpoint === undefined ? [] : [method]));
  const allowed = [...given, ...(GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handler = async (request) =>
    withCommonHeaders(refusal(problem("method_not_allowed", { headers: { Allow: allowed } }), request), request);
  const options: Handler = async (request) =>
    withCommonHeaders(new Response(null, { status: 204, headers: { Allow: allowed } }), request);
  return {
    GET: GET ?? refuse,
    HEAD: GET ? async (request, context) => withoutBody(await GET(request, context)) : refuse,
    POST: POST ?? refuse,
    PUT: PATCH ?? refuse,
    PATCH: PATCH ?? refuse,
    DELETE: DELETE ?? refuse,
    OPTIONS: options,
  };
}

/** The handlers of a path, and of every path below it, that answer each method alike: a `HEAD` without its body. */
export function routeEverywhere(endpoint: Endpoint): Record<Method, Handler> {
  // Described once, though it answers to every name.
  const same: Handler = (request, context) => endpoint(request, context);
  const head: Handler = async (request, context) => withoutBody(await endpoint(request, context));
  return { GET: endpoint, HEAD: head, POST: same, PUT: same, PATCH: same, DELETE: same, OPTIONS: same };
}

function byMethod(endpoints: readonly Endpoint[]) {
  const found: Partial<Record<Endpoint["description"]["method"], Endpoint>> = {};
  for (const endpoint of endpoints) {
    const { method, path } = endpoint.description;
    if (found[method] !== undefined) throw new Error(`two endpoints are ${method} ${path}`);
    if (path !== endpoints[0]?.description.path) throw new Error(`${path} stands in the file of another path`);
    found[method] = endpoint;
  }
  return found;
}

function withoutBody(response: Response): Response {
  return new Response(null, response);
}
