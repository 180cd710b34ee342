import { checksum } from "@/lib/access-token/secret/secret";
import { deriveKey } from "@/lib/keys";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_CHARACTERS = 30;

/**
 * The secret of the demo's token for a first call. Only in a demo is a secret derived instead of random: each start can then
 * show it again, although it is stored nowhere. Whoever has APP_SECRET has the demo anyway.
 */
export function firstSecret(prefix: string): string {
  // 256 bits onto 62^30 ≈ 2^178 values: no bias that anybody could see.
  let number = BigInt(`0x${deriveKey("demo-token").toString("hex")}`);
  let random = "";
  for (let i = 0; i < RANDOM_CHARACTERS; i++) {
    random += BASE62.charAt(Number(number % 62n));
    number /= 62n;
  }
  const body = `${prefix}_pat_${random}`;
  return body + checksum(body);
}
