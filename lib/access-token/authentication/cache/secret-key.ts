import { hash } from "node:crypto";
import { digestOfSha256 } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";

/** By what a secret is remembered: its SHA-256, a character for each byte. Never the secret itself. */
export function keyOf(secret: string): string {
  return hash("sha256", secret, "binary");
}

/** What is stored of the secret that is remembered by this. */
export function digestOfKey(key: string): Buffer {
  return digestOfSha256(Buffer.from(key, "latin1"), tokenDigestKey().key);
}

// A secret has 47 characters with the longest prefix; what is imported may be longer.
const LONGEST = 512;

/**
 * What may be a secret in an `Authorization` header, as nearly every client writes it: `Bearer` or `Token`, one space, the secret.
 * Undefined for all else, which `parseAuthorization` reads. Says nothing about its form.
 */
export function plainSecretOf(authorization: string): string | undefined {
  if (authorization.length > LONGEST) return undefined;
  if (authorization.startsWith("Bearer ")) return authorization.slice(7);
  const scheme = /^(?:bearer|token) /i.exec(authorization)?.[0];
  return scheme === undefined ? undefined : authorization.slice(scheme.length);
}
