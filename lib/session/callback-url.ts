/**
 * `value` as a path on this origin, or undefined. Parsed as a browser would: characters that it strips (tabs, line breaks,
 * leading spaces) or converts (backslashes) must not lead to another host.
 */
export function ownPath(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\/(?!\/)[\x21-\x7e]*$/.test(value) || value.includes("\\")) return undefined;
  // Any base will do: only a path that stays on it is ours.
  const base = "http://our.invalid";
  if (!URL.canParse(value, base)) return undefined;
  const url = new URL(value, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return undefined;
  return url.pathname + url.search + url.hash;
}

/** The page to go to after signing in: `value` if it is a page of ours, else `fallback`. */
export function safeCallbackUrl(value: unknown, fallback = "/"): string {
  const path = ownPath(value);
  // Signing in leads to a page, not back to signing in or to an endpoint.
  if (path === undefined || /^\/(login|setup|signup|forgot-password|reset-password|api)(?![^/?#])/.test(path))
    return fallback;
  return path;
}

/** Whether next-auth takes a text for an address to come back to, wherever that is. */
export function isAddress(text: string): boolean {
  const base = text.startsWith("/") ? "http://our.invalid" : undefined;
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol);
}
