import { hash, verify } from "@node-rs/argon2";

// OWASP's first choice for argon2id: 19 MiB of memory, two passes, one lane.
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
// The package's algorithm is argon2id unless told otherwise; the column's CHECK holds it to that.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The hash to compare with where there is no account: made with the same parameters, from an arbitrary text, since a match does
// not count.
export const STAND_IN =
  "$argon2id$v=19$m=19456,t=2,p=1$msC3TtNNJVMUv1wo8QsRyg$Ze5ZPvPLbcvc4Bx8GBLOQ76ZGnlexpEL7Oj0ya9XHxQ";

/** Hash a password for storage, with its own salt. @returns a PHC string, `$argon2id$…` */
export async function hashPassword(password: string): Promise<string> {
  return await hash(normalise(password), PARAMETERS);
}

/**
 * Whether `password` is the one that `storedHash` was made from. Without a hash (an unknown e-mail, an account that signs
 * in elsewhere) it is false after the same work, so that an answer's time does not tell which accounts exist.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? STAND_IN, normalise(password));
  return matches && storedHash !== null;
}

// The same password typed on two systems can arrive composed or decomposed (é as one code point or two).
// NIST SP 800-63B §3.1.1.2.
function normalise(password: string): string {
  return password.normalize("NFKC");
}
