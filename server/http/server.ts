import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { recorder } from "@/db/span";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import { isApiPath } from "@/lib/api/gate";
import { env } from "@/lib/env";
import { countDuration, requestsOf } from "@/lib/metrics/counts";
import { kindOf } from "@/lib/metrics/kind";
import { nameRequest, tracedRequest } from "@/server/trace/request";
import { boundBody } from "./body";
import { type FirstHops, rememberFirstHops } from "./first-hop";
import { originOf, type Trust } from "./forwarding";
import { sendWaiting } from "./hot/send";
import { KEEP_ALIVE_MS } from "./limits";
import { needsNoHost, pathOf, plainTarget, refusedAs } from "./proper-request";
import { type RefusalCode, refusal, refuse } from "./refusal";
import { overwriteHeaders } from "./request-headers";
import { newRequestId } from "./request-id";
import { API_CONTENT_SECURITY_POLICY, contentSecurityPolicy, type Policy, securityHeaders } from "./response-headers";
import { asCall } from "./unreadable-form";
import { giveWords } from "./wordless-page";

// What asks for something that Next.js alone would do: a part of a page, an action, and to compress what is below a kilobyte too. Who
// has long answers to compress has a reverse proxy for it.
const NOT_OF_API = [
  "accept-encoding",
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-url",
  "next-action",
];

/** Handles a request once its headers can be trusted. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
/**
 * What answers some requests before anything else is done with them. It looks at the headers itself. Returns whether it takes the request:
 * then it answers it, now or later, or has it answered like every other by calling `otherwise`
 * with the moment at which it began: what it waited for until then counts.
 */
export type AtOnce = (
  request: IncomingMessage,
  response: ServerResponse,
  otherwise: (begun: number) => void,
) => boolean;

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  // A client that sends its request drop by drop must not hold a connection for long.
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: KEEP_ALIVE_MS,
};

// Without a byte in either direction, in the middle of an answer.
const IDLE_SOCKET_MS = 120_000;
// The codes in these addresses are as good as a password for an hour, or a day: they belong in no log and no Referer.
const CODE_IN_PATH = /^\/(reset-password|signup|invitations|confirm-address)\/[^?]+/;

/**
 * The server in front of Next.js. It alone knows the socket: it overwrites what clients say of themselves, puts the
 * security headers on every answer, and refuses what is no proper request.
 */
export function createHttpServer(
  handle: Handler,
  {
    trust,
    policy,
    atOnce,
    firstHops = rememberFirstHops(),
  }: { trust: Trust; policy: Policy; atOnce?: AtOnce; firstHops?: FirstHops },
): Server {
  const answers = new WeakMap<Socket, ServerResponse>();
  // What comes after a refusal may be part of what was refused.
  const refused = new WeakSet<Socket>();
  const server = createServer({ ...LIMITS, requireHostHeader: false }, (request, response) => {
    // What Next.js asks for itself belongs to a request that is told of.
    const tell = recorder();
    if (tell === undefined || firstHops.of(request.headers) !== undefined) take(request, response);
    else tracedRequest(tell, request, response, () => take(request, response));
  });
  server.setTimeout(IDLE_SOCKET_MS);
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    prepare(request, response);
    if (!boundBody(request, response)()) refuse(response, "expectation_failed");
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => refuseSocket(error, socket));
  return server;

  function take(request: IncomingMessage, response: ServerResponse) {
    if (refused.has(request.socket)) return;
    const isAccepted = server.listening;
    const otherwise = (begun?: number) => {
      // Whatever a page computes comes after what was answered before it.
      sendWaiting();
      void answer(request, response, isAccepted, begun);
    };
    if (!isAccepted || atOnce?.(request, response, otherwise) !== true) otherwise();
  }

  async function answer(request: IncomingMessage, response: ServerResponse, isAccepted: boolean, begun?: number) {
    // Else Next.js would answer by a redirect before anything of ours has looked at the request, and copy its address there.
    request.url = plainTarget(request.url ?? "/");
    const { requestId, host, isOurs } = prepare(request, response, begun);
    const fault = refusedAs(request, host);
    if (fault) refused.add(request.socket);
    // Also of a request that is refused: closed with its body unread, the connection would be reset, and the answer lost with it.
    const isTooLong = boundBody(request, response);
    if (isTooLong()) return;
    if (fault) return refuse(response, ...fault);
    if (!isAccepted) return refuse(response, "unavailable");
    try {
      await asCall(request, async () => {
        // What this asks for is not asked for once more.
        if (!isOurs && !isApiPath(pathOf(request))) giveWords(request, response);
        await handle(request, response);
      });
    } catch (error) {
      if (isTooLong()) return;
      logError(error, request, requestId);
      refuse(response, "internal_error");
    }
  }

  function prepare(request: IncomingMessage, response: ServerResponse, begun = performance.now()) {
    answers.set(request.socket, response);
    if (needsNoHost(request)) request.headers.host = "localhost";
    const isApi = isApiPath(pathOf(request));
    const first = firstHops.of(request.headers);
    const hop = first ?? {
      origin: originOf(request.headers, request.socket.remoteAddress ?? "", trust),
      requestId: newRequestId(),
      // Nothing runs in an answer of the API.
      nonce: isApi ? "" : randomBytes(16).toString("base64"),
    };
    const { origin, requestId, nonce } = hop;
    nameRequest(requestId);
    if (isApi) for (const name of NOT_OF_API) delete request.headers[name];
    const csp = isApi ? API_CONTENT_SECURITY_POLICY : contentSecurityPolicy(nonce, policy);
    const known = { origin, requestId, nonce, csp, path: request.url ?? "/" };
    overwriteHeaders(request.headers, known, { dev: policy.dev, byNext: first !== undefined });
    const forget = firstHops.remember(request.headers, hop);
    const kind = kindOf(pathOf(request));
    // One listener for all of it: beside those of Next.js, more are a leak to Node.js, which warns in the log.
    response.once("close", () => {
      forget();
      if (answers.get(request.socket) === response) answers.delete(request.socket);
      // What Next.js asks for itself belongs to a request that is counted. One whose client left has no status.
      if (first !== undefined || !response.headersSent) return;
      requestsOf(kind, response.statusCode).count++;
      countDuration(kind, performance.now() - begun);
    });
    const headers = securityHeaders({ requestId, csp, https: policy.https, hidePath: hasCode(request) });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return { requestId, host: origin.host, isOurs: first !== undefined };
  }

  function refuseSocket(error: NodeJS.ErrnoException, socket: Socket) {
    // What was asked before on this connection is answered first.
    sendWaiting();
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const response = answers.get(socket);
    if (response) return cutOff(response, codeOf(error));
    // No request could be read: there is no response object, only the socket.
    const asked = askedIn(error);
    const { status, title, headers, body } = refusal(codeOf(error), undefined, asked);
    const csp = contentSecurityPolicy(randomBytes(16).toString("base64"), policy);
    const all = { ...securityHeaders({ requestId: newRequestId(), csp, https: policy.https }), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    // After a body, which HEAD has none of, a client would take the rest for another answer.
    socket.end([`HTTP/1.1 ${status} ${title}`, ...lines, "", asked?.method === "HEAD" ? "" : body].join("\r\n"));
  }
}

/** End the answer to a request whose body turned out to be malformed: nothing may be written into the middle of it. */
function cutOff(response: ServerResponse, code: RefusalCode) {
  if (response.writableEnded) return void response.socket?.end();
  response.once("finish", () => response.req.destroy());
  refuse(response, code);
}

// Whoever forwards a request to /api/verify is told in the ways of that path, as far as the path came with what could not be read.
function askedIn({ rawPacket }: Error & { rawPacket?: Buffer }) {
  const begin = rawPacket?.subarray(0, LIMITS.maxHeaderSize).toString("latin1") ?? "";
  const [, method, path] = /^([A-Z]+) (\/[^\s?]*)/.exec(begin) ?? [];
  return path === undefined ? undefined : { method, path: plainTarget(path), wantsPage: false };
}

function codeOf(error: NodeJS.ErrnoException): RefusalCode {
  if (error.code === "HPE_HEADER_OVERFLOW") return "headers_too_large";
  if (error.code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return "body_too_large";
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return "request_timeout";
  return "invalid_request";
}

// Neither headers nor the body nor the query: they hold tokens, passwords and search terms.
function logError(error: unknown, request: IncomingMessage, requestId: string) {
  const path = pathWithoutSecrets(withoutCode(pathOf(request)), env().TOKEN_PREFIX);
  console.error(`${requestId} ${request.method} ${path}: ${error instanceof Error ? error.stack : String(error)}`);
}

function withoutCode(path: string): string {
  return path.replace(CODE_IN_PATH, "/$1/…");
}

function hasCode(request: IncomingMessage): boolean {
  return CODE_IN_PATH.test(request.url ?? "");
}
