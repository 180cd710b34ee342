import { env } from "@/lib/env";
import { FAILED_TEXT, FAILED_TITLE } from "@/lib/failed-page";
import { escapeHtml } from "@/lib/mail/template";

/** When to ask again a server that takes no requests at this moment. */
export const RETRY_AFTER_SECONDS = 5;

/**
 * What a browser shows that opens a page, for refusals that people meet; undefined for the others. It names nothing of what was
 * asked for. Plain, since scripts and styles of pages come with what Next.js renders.
 */
export function refusalPage(code: string, { isStarting }: { isStarting: boolean }): string | undefined {
  if (code === "token_in_url") {
    return page(
      "This URL contains an access token",
      `<p>URLs are stored in browser history and logs, so nothing was opened. Treat the token as leaked: find it by its
secret, and revoke it.</p>
<p><a href="/account/access-tokens">Go to Access Tokens</a></p>`,
    );
  }
  if (code === "unavailable") {
    return page(
      `${escapeHtml(env().BRAND_NAME)} is ${isStarting ? "starting" : "unavailable"}`,
      `<p>This usually takes a few seconds, or longer after an update. The page reloads automatically.</p>`,
      `<meta http-equiv="refresh" content="${RETRY_AFTER_SECONDS}">`,
    );
  }
  if (code === "invalid_request") {
    return page(
      "This link can't be opened",
      `<p>It may have been changed or cut off. Copy the whole link again.</p>
<p><a href="/">Go to the start page</a></p>`,
    );
  }
  if (code === "internal_error") {
    return page(FAILED_TITLE, `<p>${FAILED_TEXT}</p>\n<p><a href="/">Go to the start page</a></p>`);
  }
  return undefined;
}

function page(heading: string, text: string, head = ""): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
${head}
<title>${heading}</title>
<h1>${heading}</h1>
${text}
</html>
`;
}
