import { createHmac } from "node:crypto";
import type { Claim } from "@/db/access-token/idempotency-key";
import { deriveKey } from "@/lib/keys";

export const LONGEST_KEY = 255;
/** Printable characters of ASCII. */
export const KEY_PATTERN = /^[\x20-\x7e]{1,255}$/;

/** A request that came with a key: who asks, for what, and with which input. */
export type Keyed = { tokenId: string; method: string; path: string; key: string; input: unknown };

/**
 * What names such a request, and what it asks for, as keyed digests: a client may put anything into a key, and a body may hold what is
 * stored nowhere in plain text.
 */
export function claimOf({ tokenId, method, path, key, input }: Keyed): Claim {
  const digestOf = (...parts: unknown[]) =>
    createHmac("sha256", deriveKey("idempotency")).update(JSON.stringify(parts)).digest();
  return { tokenId, digest: digestOf("key", method, path, key), fingerprint: digestOf("input", input) };
}
