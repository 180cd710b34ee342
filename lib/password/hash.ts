import { hash, verify } from "@node-rs/argon2";
import { processWide } from "@/db/process-wide";

// OWASP's first choice for argon2id: 19 MiB of memory, two passes, one lane.
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
// The package's algorithm is argon2id unless told otherwise; the column's CHECK holds it to that.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash a password for storage, with a salt of its own. @returns a PHC string, `$argon2id$…` */
export async function hashPassword(password: string): Promise<string> {
  return await hash(normalise(password), PARAMETERS);
}

/**
 * Whether `password` is the one that `storedHash` was made from. Without a hash (an unknown e-mail, an account that signs
 * in elsewhere) it is false after the same work, so that an answer's time does not tell which accounts exist.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? (await dummyHash()), normalise(password));
  return matches && storedHash !== null;
}

/** Make the hash that unknown accounts are compared with: at start, so that the first stranger does not wait for it. */
export async function dummyHash(): Promise<string> {
  return await processWide("dummy-password-hash", () => hash("no account has this password", PARAMETERS));
}

// The same password typed on two systems can arrive composed or decomposed (é as one code point or two).
// NIST SP 800-63B §3.1.1.2.
function normalise(password: string): string {
  return password.normalize("NFKC");
}
