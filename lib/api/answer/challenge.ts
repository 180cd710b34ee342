import { env } from "@/lib/env";
import { RESOURCE_METADATA_PATH } from "@/lib/oauth/metadata-path";

/**
 * A challenge, which tells a client of OAuth where it learns what this API is: always of `APP_URL`, whatever host was asked for.
 * @param parameters without quotation marks and backslashes
 * @see RFC 9110 §11.6.1, RFC 9728 §5.1
 */
export function challengeIn(scheme: "Bearer" | "Basic", parameters: Readonly<Record<string, string>> = {}): string {
  const { APP_URL } = env();
  const all = { realm: new URL(APP_URL).host, resource_metadata: `${APP_URL}${RESOURCE_METADATA_PATH}`, ...parameters };
  return `${scheme} ${Object.entries(all)
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ")}`;
}
