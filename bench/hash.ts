/** What checking a password costs beside digesting a secret: `npx tsx bench/hash.ts`. */
import { randomBytes } from "node:crypto";
import { digestOf, generateSecret, parseSecret } from "@/lib/access-token/secret/secret";
import { hashPassword, verifyPassword } from "@/lib/password/hash";
import { report } from "./report";

const ROUNDS = 5;
const key = randomBytes(32);
const secret = generateSecret("lk", "pat");
const password = "correct horse battery staple";
const stored = await hashPassword(password);

const ways: { name: string; times: number; run: () => unknown }[] = [
  { name: "check a password (argon2id)", times: 40, run: () => verifyPassword(stored, password) },
  { name: "digest a secret (SHA-256, HMAC-SHA-256)", times: 100_000, run: () => digestOf(secret, key) },
  { name: "read a secret's shape and checksum", times: 100_000, run: () => parseSecret(secret) },
];

const measured = ways.map((way) => ({ ...way, rates: [] as number[] }));
for (let round = 0; round <= ROUNDS; round++) {
  for (const { times, run, rates } of measured) {
    const start = performance.now();
    for (let i = 0; i < times; i++) await run();
    // The first round only warms up.
    if (round > 0) rates.push((times / (performance.now() - start)) * 1000);
  }
}
console.log(report(measured));
