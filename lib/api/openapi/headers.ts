import type { Components, Json } from "./json-schema";

const text = { type: "string" };

/** The headers that answers carry, beside those that every answer of a server has. */
const HEADERS = {
  "X-Request-Id": { schema: { type: "string", format: "uuid" }, description: "Identifies the request in our logs." },
  "Cache-Control": { schema: { const: "no-store" }, description: "Responses must not be cached." },
  "Token-Expires-At": {
    schema: { type: "string", format: "date-time" },
    description: "When the token in use expires. Absent if it never expires.",
  },
  "WWW-Authenticate": {
    schema: text,
    description:
      "How to authenticate and what went wrong (RFC 6750 §3): error, error_description, scope with all scopes that the request needs, and resource_metadata (RFC 9728 §5.1).",
  },
  "Retry-After": {
    schema: { type: "string", pattern: "^[0-9]+$" },
    description: "The number of seconds to wait before trying again.",
  },
  RateLimit: {
    schema: { type: "string", pattern: '^"[a-z-]+";r=[0-9]+;t=[0-9]+$' },
    description: "The requests left (r), and the seconds until the limit resets (t). Absent if there is no limit.",
  },
  "RateLimit-Policy": {
    schema: { type: "string", pattern: '^"[a-z-]+";q=[0-9]+;w=[0-9]+$' },
    description: "The limit (q) and its window in seconds (w), for each token. Absent if there is no limit.",
  },
  "Idempotent-Replayed": {
    schema: { const: "true" },
    description: "Set when this is the response to an earlier request with the same Idempotency-Key. Absent otherwise.",
  },
  Allow: { schema: text, description: "The methods that there are, with commas between them." },
  Location: { schema: { type: "string", format: "uri" }, description: "The path of what was created." },
} as const satisfies Record<string, { schema: object; description: string }>;

export type HeaderName = keyof typeof HEADERS;

// Not every token expires, and not every instance has limits.
const SOMETIMES: ReadonlySet<HeaderName> = new Set([
  "Token-Expires-At",
  "RateLimit",
  "RateLimit-Policy",
  "Idempotent-Replayed",
]);

/** References to the headers of an answer. */
export function headersOf(names: readonly HeaderName[], components: Components): Json {
  for (const name of names) {
    components.headers[name] ??= { ...HEADERS[name], required: !SOMETIMES.has(name) };
  }
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
