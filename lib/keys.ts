import { createHash, hkdfSync } from "node:crypto";
import { processWide } from "@/db/process-wide";
import { env } from "@/lib/env";

/** Things that are stored sealed, each under a key of its own. */
export type SealPurpose = "mail" | "environment-variable" | "webhook" | "idempotent-answer";

/** The purposes of keys. One purpose's key reveals nothing about another's. */
export type KeyPurpose =
  | "token-digest"
  | "session"
  | "fingerprint"
  | "sign-in-failure"
  | "demo-token"
  | "idempotency"
  | "device-login"
  | SealPurpose;

/**
 * 32 bytes for one purpose, from the instance's secret by HKDF-SHA-256 without salt: the secret itself is high in entropy.
 * @see RFC 5869 §3.1
 */
export function deriveKey(purpose: KeyPurpose, secret: string = requireAppSecret()): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `latchkey ${purpose} v1`, 32));
}

/** The key that token digests are made with, and the name it is stored under: derived once per process. */
export function tokenDigestKey(): { key: Buffer; id: string } {
  return processWide("token-digest-key", () => {
    const key = deriveKey("token-digest");
    // A digest of the key, not a part of it: the name is stored with every digest.
    return { key, id: createHash("sha256").update(key).digest("hex").slice(0, 12) };
  });
}

function requireAppSecret(): string {
  const secret = env().APP_SECRET;
  if (secret === undefined) throw new Error("APP_SECRET is not set: the server file sets it before anything asks");
  return secret;
}
