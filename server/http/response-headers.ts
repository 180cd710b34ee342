/** What the pages of this instance may do in a browser. */
export type Policy = {
  /** Further origins that a form may lead to: the identity provider's. */
  formActions: readonly string[];
  /** People use this instance by https:// alone, whatever speaks TLS. */
  https: boolean;
  /** `next dev` evaluates code and talks over a WebSocket. */
  dev: boolean;
};

/** What an answer of the API may do in a browser that shows it: nothing. */
export const API_CONTENT_SECURITY_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The Content-Security-Policy of a page. @see https://www.w3.org/TR/CSP3/ */
export function contentSecurityPolicy(nonce: string, { formActions, dev }: Policy): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // The overlay of `next dev` writes style elements without a nonce, which a nonce in the policy would forbid.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Components place menus by style attributes; an attribute cannot load anything from elsewhere under this policy.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    ["form-action 'self'", ...formActions].join(" "),
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The headers of every answer, whatever it is.
 * @see https://owasp.org/www-project-secure-headers/
 */
export function securityHeaders(answer: {
  requestId: string;
  csp: string;
  https: boolean;
  /** The address holds a code: not even our own host is told it as where a request came from, and no index lists it. */
  hidePath?: boolean;
}): Record<string, string> {
  return {
    ...FIXED,
    // Not `no-referrer` here either.
    ...(answer.hidePath ? { "Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex" } : {}),
    "Content-Security-Policy": answer.csp,
    "X-Request-Id": answer.requestId,
    // One year. Without subdomains: they may be somebody else's.
    ...(answer.https ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}

const DENIED_FEATURES = [
  "accelerometer",
  "autoplay",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

const FIXED = {
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": [...DENIED_FEATURES.map((name) => `${name}=()`), "clipboard-write=(self)"].join(", "),
  // To other sites: nothing. Not `no-referrer`, with which a form of our own would be sent with `Origin: null`.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-DNS-Prefetch-Control": "off",
  "X-Frame-Options": "DENY",
  "X-Permitted-Cross-Domain-Policies": "none",
};
