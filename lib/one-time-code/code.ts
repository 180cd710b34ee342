import { createHash, randomBytes } from "node:crypto";

// 256 bits, 43 characters of an address.
const CODE_BYTES = 32;

/** A code for a mailed link, and its stored digest. It has too much entropy to be guessed: a plain hash will do. */
export function newCode(): { code: string; digest: Buffer } {
  const code = randomBytes(CODE_BYTES).toString("base64url");
  return { code, digest: codeDigest(code) };
}

export function codeDigest(code: string): Buffer {
  return createHash("sha256").update(code).digest();
}
