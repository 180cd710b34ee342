import type { ServerResponse } from "node:http";
import { PROBLEMS } from "@/lib/api/problem";
import { env } from "@/lib/env";

/** What this server refuses itself, before anything else has seen the request. */
export type RefusalCode =
  | "invalid_request"
  | "method_not_allowed"
  | "request_timeout"
  | "body_too_large"
  | "expectation_failed"
  | "headers_too_large"
  | "internal_error"
  | "unavailable";

/** Status, headers and body of a refusal (RFC 9457). It ends the connection: what else comes on it cannot be trusted. */
export function refusal(code: RefusalCode, detail: string = PROBLEMS[code][2]) {
  const [status, title] = PROBLEMS[code];
  const type = `${env().APP_URL}/docs/errors#${code}`;
  const body = `${JSON.stringify({ type, title, status, detail, code })}\n`;
  const headers: Record<string, string> = {
    "Content-Type": "application/problem+json",
    "Content-Length": String(Buffer.byteLength(body)),
    "Cache-Control": "no-store",
    Connection: "close",
    ...(status === 503 ? { "Retry-After": "5" } : {}),
  };
  return { status, title, headers, body };
}

/** Answer with a refusal, on top of the headers that are set already. An answer that has begun is cut off instead. */
export function refuse(response: ServerResponse, code: RefusalCode, detail?: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = refusal(code, detail);
  response.writeHead(status, headers);
  response.end(response.req.method === "HEAD" ? undefined : body);
}
