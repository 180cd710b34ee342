const HOME = "/";

/**
 * The page to go to after signing in: `value` if it is a path of ours, else `fallback`. Judged as a browser would read it:
 * what it strips (tabs, line breaks, leading spaces) or turns round (backslashes) must not lead to another host.
 */
export function safeCallbackUrl(value: unknown, fallback: string = HOME): string {
  // Any real base will do: only a path that stays on it, as it is written, is ours.
  const base = "http://our.invalid";
  if (typeof value !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value) || value.includes("\\")) return fallback;
  if (!URL.canParse(value, base)) return fallback;
  const url = new URL(value, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return fallback;
  // Signing in leads to a page, not back to the door or to an endpoint.
  if (/^\/(login|setup|api)(\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
