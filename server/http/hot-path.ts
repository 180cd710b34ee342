import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { v7 as uuidv7 } from "uuid";
import { knownPrincipal } from "@/lib/access-token/authentication/cache/known";
import { meJson } from "@/lib/access-token/authentication/me-json";
import { RepeatedUse } from "@/lib/access-token/usage/record";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { addressOf, userAgentOf } from "@/lib/client";
import { VERIFY_PATH } from "@/lib/verification/path";
import { NOTHING_ASKED } from "@/lib/verification/question";
import { verify } from "@/lib/verification/verify";
import { originOf, plainAddress, type Trust } from "./forwarding";
import { API_CONTENT_SECURITY_POLICY, type Policy, securityHeaders } from "./response-headers";

/** What is answered by the principal alone, and how: made once for each, and then only sent. Undefined: it is refused, with a reason. */
type HotEndpoint = {
  method: string;
  /** As the use of tokens names it. */
  route: string;
  /** Headers beside those of every answer of the API, and the body. */
  make(principal: TokenPrincipalCore): { headers: Record<string, string>; body?: string } | undefined;
};

/** An answer that lacks only its request's id, which is the last of the headers. */
type Prepared = {
  headers: string[];
  body: Buffer | undefined;
  /** What counts the requests of the client that sent the last one. */
  use: RepeatedUse | undefined;
  from: { address: string | null; userAgent: string | undefined };
};

const ME: HotEndpoint = {
  method: "GET",
  route: "GET /iam/v3/me/",
  make: (principal) => ({
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(meJson(principal)),
  }),
};

const VERIFY: HotEndpoint = {
  // What proxies ask with, whatever they have before them.
  method: "GET",
  route: `GET ${VERIFY_PATH}`,
  make: (principal) => {
    const verdict = verify(principal, NOTHING_ASKED, []);
    return verdict.status === "verified" ? { headers: verdict.headers } : undefined;
  },
};

const HOT: ReadonlyMap<string, HotEndpoint> = new Map([
  ...["/iam/v3/me/", "/iam/v3/me", "/api/iam/v3/me/", "/api/iam/v3/me"].map((path) => [path, ME] as const),
  ...[VERIFY_PATH, `${VERIFY_PATH}/`].map((path) => [path, VERIFY] as const),
]);

/**
 * Answer what is asked with every request of a platform, where its token is known: nothing is parsed, looked up or made that does
 * not differ from one request to the next. Whatever is not just that is left to the API, which answers alike.
 * @returns whether the request has been answered
 */
export function hotPath(trust: Trust, policy: Policy): (request: IncomingMessage, response: ServerResponse) => boolean {
  const common = securityHeaders({ requestId: "", csp: API_CONTENT_SECURITY_POLICY, https: policy.https });
  delete common["X-Request-Id"];
  const made = new WeakMap<TokenPrincipalCore, Map<HotEndpoint, Prepared>>();
  const addresses = new WeakMap<Socket, string | null>();
  return (request, response) => {
    const endpoint = HOT.get(request.url ?? "");
    if (endpoint === undefined || request.method !== endpoint.method || !isPlain(request)) return false;
    const { headers } = request;
    const address = clientAddress(request);
    const known = knownPrincipal(headers.authorization, address);
    if (known === undefined) return false;
    const answer = prepared(endpoint, known.core);
    if (answer === undefined) return false;
    const requestId = uuidv7();
    answer.headers[answer.headers.length - 1] = requestId;
    response.writeHead(200, answer.headers);
    response.end(answer.body);
    const userAgent = headers["user-agent"];
    if (
      answer.use?.isOn(known.now) !== true ||
      answer.from.address !== address ||
      answer.from.userAgent !== userAgent
    ) {
      answer.from = { address, userAgent };
      answer.use = new RepeatedUse({
        tokenId: known.core.token.id,
        secretId: known.secretId,
        outcome: "success",
        scope: "",
        route: endpoint.route,
        client: { address, userAgent: userAgentOf(userAgent), requestId },
      });
    }
    answer.use.count(known.now);
    return true;
  };

  function prepared(endpoint: HotEndpoint, core: TokenPrincipalCore): Prepared | undefined {
    let answers = made.get(core);
    if (answers === undefined) {
      answers = new Map();
      made.set(core, answers);
    }
    let answer = answers.get(endpoint);
    if (answer === undefined) {
      const made = endpoint.make(core);
      if (made === undefined) return undefined;
      const { headers, body } = made;
      const bytes = body === undefined ? undefined : Buffer.from(body);
      const expires = core.token.expires_at;
      const all = {
        ...common,
        ...headers,
        "Cache-Control": "no-store",
        ...(expires === null ? {} : { "Token-Expires-At": expires.toISOString() }),
        "Content-Length": String(bytes?.length ?? 0),
        "X-Request-Id": "",
      };
      answer = {
        headers: Object.entries(all).flat(),
        body: bytes,
        use: undefined,
        from: { address: null, userAgent: undefined },
      };
      answers.set(endpoint, answer);
    }
    return answer;
  }

  /** As `clientOf` tells it: of a connection that no proxy speaks for once for all its requests. */
  function clientAddress({ headers, socket }: IncomingMessage): string | null {
    if (headers["x-forwarded-for"] !== undefined) {
      return addressOf(originOf(headers, socket.remoteAddress ?? "", trust).address);
    }
    let address = addresses.get(socket);
    if (address === undefined) {
      address = addressOf(plainAddress(socket.remoteAddress ?? ""));
      addresses.set(socket, address);
    }
    return address;
  }
}

// Letters, digits and a port: what else a host may be is for the server to judge.
const PLAIN_HOST = /^[a-z0-9.-]{1,253}(:\d{1,5})?$/i;

/** Whether a request is what nearly all are: with one host that can exist, without a body, and with nothing that is said for another one. */
function isPlain({ headers, rawHeaders }: IncomingMessage): boolean {
  if (headers.host === undefined || !PLAIN_HOST.test(headers.host)) return false;
  if (headers["transfer-encoding"] !== undefined || headers["x-first-hop"] !== undefined) return false;
  if (headers["x-forwarded-host"] !== undefined && !PLAIN_HOST.test(String(headers["x-forwarded-host"]))) return false;
  if (headers["content-length"] !== undefined && headers["content-length"] !== "0") return false;
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name !== undefined && name.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  return hosts === 1;
}
