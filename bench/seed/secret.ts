import { createHash } from "node:crypto";
import { checksum } from "@/lib/access-token/secret/secret";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_CHARACTERS = 30;

/** Where the numbers of special tokens begin; those of the seeded ones begin at 0. */
export const NUMBERS = {
  /** Tokens that make tokens: one of each person who has no other. */
  creators: 10_000_000,
  /** The one that may ask about others' tokens. */
  verifier: 20_000_000,
  /** Tokens of the people whose pages are measured; nobody asks with them. */
  pages: 30_000_000,
  /** Well-formed secrets that nobody has. */
  nobody: 90_000_000,
} as const;

/**
 * The secret of the token with this number: well formed, and the same in each process, so that a million of them need not be kept or
 * handed over. Whoever knows the number knows the secret, so it opens nothing but the database of a benchmark.
 */
export function secretOf(n: number): string {
  const bytes = createHash("sha512").update(`bench ${n}`).digest();
  let random = "";
  for (let i = 0; i < RANDOM_CHARACTERS; i++) random += BASE62.charAt((bytes[i] ?? 0) % BASE62.length);
  const body = `lk_${n === NUMBERS.verifier ? "org" : "pat"}_${random}`;
  return body + checksum(body);
}
