import type { ServerResponse } from "node:http";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import { PROBLEMS } from "@/lib/api/answer/problem";
import { env } from "@/lib/env";
import { isVerification, statusThere } from "@/lib/verification/path";

/** What this server refuses itself, before anything else has seen the request. */
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

// What is advised elsewhere speaks of a body that the API has read.
const ADVICE: Partial<Record<RefusalCode, string>> = {
  invalid_request: "Send a well-formed request.",
  body_too_large: "Send a smaller body: at most 64 KiB to the API, and 1 MiB to pages.",
};

/**
 * Status, headers and body of a refusal (RFC 9457), in the shape of the API's problems. It ends the connection: what else comes on it
 * cannot be trusted.
 * @param asked the request, where one could be read. A browser that opens a page gets a page.
 */
export function refusal(
  code: RefusalCode,
  detail: string = ADVICE[code] ?? PROBLEMS[code][2],
  asked?: { path: string; wantsPage: boolean },
) {
  const [ownStatus, title] = PROBLEMS[code];
  const isVerifying = asked !== undefined && isVerification(asked.path);
  const status = isVerifying ? statusThere(ownStatus, code === "token_in_url") : ownStatus;
  const type = `${env().APP_URL}/docs/errors#${code}`;
  const instance = asked && { instance: pathWithoutSecrets(asked.path, env().TOKEN_PREFIX) };
  const problem = { detail, non_field_errors: [detail], type, title, status, ...instance, code };
  const wantsPage = asked?.wantsPage === true && code === "token_in_url";
  const body = wantsPage ? TOKEN_IN_URL_PAGE : `${JSON.stringify(problem)}\n`;
  const headers: Record<string, string> = {
    "Content-Type": wantsPage ? "text/html; charset=utf-8" : "application/problem+json",
    "Content-Length": String(Buffer.byteLength(body)),
    "Cache-Control": "no-store",
    Connection: "close",
    ...(status === 503 ? { "Retry-After": "5" } : {}),
    ...(status === 403 ? { "WWW-Authenticate": `Bearer realm="${new URL(env().APP_URL).host}"` } : {}),
  };
  return { status, title, headers, body };
}

/** Names nothing of what was asked for, and leads on. Plain, since scripts and styles of pages come with what Next.js renders. */
const TOKEN_IN_URL_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Access token in the address</title>
<h1>There is an access token in this address</h1>
<p>Addresses are stored in the browser’s history and in logs, so nothing was opened. Treat the token as leaked: find it by its
secret, and revoke it.</p>
<p><a href="/account/access-tokens">Go to Access Tokens</a></p>
</html>
`;

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
