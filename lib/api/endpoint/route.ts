import { problem } from "@/lib/api/answer/problem";
import type { Endpoint } from "./endpoint";
import { refusal, withCommonHeaders } from "./endpoint";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type Handler = (request: Request, context: Parameters<Endpoint>[1]) => Promise<Response>;

/**
 * The handlers of one path: each given endpoint, `HEAD` where there is `GET`, `PUT` where there is `PATCH`, `OPTIONS`, and for every other method a 405 that
 * names the ones there are, where Next.js would answer an empty one.
 */
export function route(
  endpoints: Partial<Record<"GET" | "POST" | "PATCH" | "DELETE", Endpoint>>,
): Record<Method, Handler> {
  const { GET } = endpoints;
  // PUT does what PATCH does, absent fields stay: clients of the Divio API send either.
  const served = { ...endpoints, ...(endpoints.PATCH ? { PUT: endpoints.PATCH } : {}) };
  const allowed = [...METHODS.filter((method) => method in served), ...(GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handler = async (request) =>
    withCommonHeaders(refusal(problem("method_not_allowed", { headers: { Allow: allowed } }), request), request);
  const options: Handler = async (request) =>
    withCommonHeaders(new Response(null, { status: 204, headers: { Allow: allowed } }), request);
  return {
    GET: GET ?? refuse,
    HEAD: GET ? async (request, context) => withoutBody(await GET(request, context)) : refuse,
    POST: endpoints.POST ?? refuse,
    PUT: endpoints.PATCH ?? refuse,
    PATCH: endpoints.PATCH ?? refuse,
    DELETE: endpoints.DELETE ?? refuse,
    OPTIONS: options,
  };
}

function withoutBody(response: Response): Response {
  return new Response(null, response);
}
