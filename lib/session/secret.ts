import { deriveKey } from "@/lib/keys";

/** The key that encrypts cookies: derived from the instance's secret, and useless for anything else. */
export function sessionSecret(): string {
  return deriveKey("session").toString("base64url");
}
