import { deriveKey } from "@/lib/keys";

/** What the cookies are encrypted with: derived from the instance's secret, and of no use for anything else. */
export function sessionSecret(): string {
  return deriveKey("session").toString("base64url");
}
