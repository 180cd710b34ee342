import type { ServerResponse } from "node:http";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import { challengeIn } from "@/lib/api/answer/challenge";
import { isOauth, oauthErrorOf } from "@/lib/api/answer/oauth-error";
import { PROBLEMS, quotable } from "@/lib/api/answer/problem";
import { env } from "@/lib/env";
import { countRefusal } from "@/lib/metrics/counts";
import { isVerification, statusThere } from "@/lib/verification/path";
import { RETRY_AFTER_SECONDS, refusalPage } from "./refusal-page";

/** Requests that this server refuses itself, before anything else has seen them. */
export type RefusalCode =
  | "invalid_request"
  | "token_in_url"
  | "method_not_allowed"
  | "request_timeout"
  | "body_too_large"
  | "expectation_failed"
  | "headers_too_large"
  | "internal_error"
  | "unavailable";

/** What a server says of itself that takes no requests yet. */
export const STARTING = "Try again in a few seconds: the server is starting.";

// What is advised elsewhere speaks of a body that the API has read.
const ADVICE: Partial<Record<RefusalCode, string>> = {
  invalid_request: "Send a well-formed request.",
  body_too_large: "Send a smaller body: at most 64 KiB to the API, and 1 MiB to pages.",
};

/**
 * Status, headers and body of a refusal (RFC 9457), in the shape of the API's problems, or of OAuth's errors below `/oauth/`. It ends the connection: what else comes on it
 * cannot be trusted.
 * @param asked the request, where one could be read. A browser that opens a page gets a page where there is one.
 */
export function refusal(
  code: RefusalCode,
  detail: string = ADVICE[code] ?? PROBLEMS[code][2],
  asked?: { path: string; wantsPage: boolean },
) {
  countRefusal(code);
  const [ownStatus, title] = PROBLEMS[code];
  const isVerifying = asked !== undefined && isVerification(asked.path);
  const status = isVerifying ? statusThere(ownStatus, code === "token_in_url") : ownStatus;
  const type = `${env().APP_URL}/docs/errors#${code}`;
  const instance = asked && { instance: pathWithoutSecrets(asked.path, env().TOKEN_PREFIX) };
  const isOfOauth = asked !== undefined && isOauth(asked.path);
  const problem = isOfOauth
    ? { error: oauthErrorOf(code), error_description: quotable(detail) }
    : { detail, non_field_errors: [detail], type, title, status, ...instance, code };
  const page = asked?.wantsPage === true ? refusalPage(code, { isStarting: detail === STARTING }) : undefined;
  const body = page ?? `${JSON.stringify(problem)}\n`;
  const headers: Record<string, string> = {
    "Content-Type": page ? "text/html; charset=utf-8" : `application/${isOfOauth ? "json" : "problem+json"}`,
    "Content-Length": String(Buffer.byteLength(body)),
    "Cache-Control": "no-store",
    Connection: "close",
    ...(status === 503 ? { "Retry-After": String(RETRY_AFTER_SECONDS) } : {}),
    ...(status === 401 || status === 403 ? { "WWW-Authenticate": challengeIn("Bearer") } : {}),
  };
  return { status, title, headers, body };
}

/** Answer with a refusal, on top of the headers that are set already. An answer that has begun is cut off instead. */
export function refuse(response: ServerResponse, code: RefusalCode, detail?: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { url = "/", method, headers: sent } = response.req;
  const wantsPage = method === "GET" && sent.accept?.includes("text/html") === true;
  const { status, headers, body } = refusal(code, detail, { path: url.split("?", 1)[0] ?? "/", wantsPage });
  response.writeHead(status, headers);
  response.end(response.req.method === "HEAD" ? undefined : body);
}
