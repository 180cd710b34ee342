import type { IncomingMessage, ServerResponse } from "node:http";
import { currentSpan, type Recorder, within } from "@/db/span";
import { pathOf } from "../http/proper-request";
import { routeOf } from "./route";

/** Methods as they are told; any other is a word of the client's. @see OpenTelemetry's conventions for HTTP spans */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"]);

/**
 * Answer a request as a span, which continues that of its caller. It says the method, the route and the status, and never the address: a
 * path may have a code in it, and a query what somebody searches for.
 */
export function tracedRequest(
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => void,
): void {
  const method = METHODS.has(request.method ?? "") ? (request.method ?? "") : "_OTHER";
  const route = routeOf(pathOf(request));
  // Without its tracestate, in which a caller may write what they like.
  const { traceparent } = request.headers;
  const span = recorder.begin(
    route === undefined ? method : `${method} ${route}`,
    "server",
    { "http.request.method": method, ...(route === undefined ? {} : { "http.route": route }) },
    { traceparent },
  );
  // With those of Next.js and of the server there would be one more than Node.js expects.
  response.setMaxListeners(response.getMaxListeners() + 1);
  response.once("close", () => {
    // One whose client left has no status.
    if (response.headersSent) span.set({ "http.response.status_code": response.statusCode });
    span.end(response.statusCode >= 500 ? { code: String(response.statusCode) } : undefined);
  });
  within(span, answer);
}

/** Say of the request that is answered here what it is called in the log. */
export function nameRequest(requestId: string): void {
  currentSpan()?.set({ "latchkey.request_id": requestId });
}
