import { createHmac, hash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** `pat` personal, `org` an organisation's, `cli` made by the device login. */
export type SecretKind = "pat" | "org" | "cli";

export type ParsedSecret =
  | { status: "well_formed"; prefix: string; kind: SecretKind }
  /** It has the shape of a secret, but a character is wrong, missing or extra. */
  | { status: "mistyped" }
  | { status: "not_a_secret" };

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
// 62^30 ≈ 2^178: more than anyone can search, so a fast keyed hash is enough to store it.
const RANDOM_CHARACTERS = 30;
// 62^6 > 2^32: six characters hold a CRC-32.
const CHECKSUM_CHARACTERS = 6;
const HINT_CHARACTERS = 4;

const SHAPE = /^([a-z][a-z0-9]{1,9})_(pat|org|cli)_([0-9A-Za-z]*)$/;

/** A new secret: `<prefix>_<kind>_<30 base62 characters><6 base62 characters of CRC-32>`, from the system's CSPRNG, without bias. */
export function generateSecret(prefix: string, kind: SecretKind): string {
  let random = "";
  for (let i = 0; i < RANDOM_CHARACTERS; i++) random += BASE62.charAt(randomInt(BASE62.length));
  const body = `${prefix}_${kind}_${random}`;
  return body + checksum(body);
}

/**
 * Tell a secret from a typo and from anything else, without a database. Does not say that the token exists. Any prefix is
 * accepted that its checksum confirms, so that secrets made under a previous `TOKEN_PREFIX` stay valid.
 */
export function parseSecret(text: string): ParsedSecret {
  const match = SHAPE.exec(text);
  if (match === null) return { status: "not_a_secret" };
  const [, prefix = "", kind, rest = ""] = match;
  if (rest.length !== RANDOM_CHARACTERS + CHECKSUM_CHARACTERS) return { status: "mistyped" };
  const body = text.slice(0, -CHECKSUM_CHARACTERS);
  if (checksum(body) !== text.slice(-CHECKSUM_CHARACTERS)) return { status: "mistyped" };
  return { status: "well_formed", prefix, kind: secretKind(kind) };
}

// RFC 6750's b64token: what a header can carry, and long enough that nobody can try them all.
const [SHORTEST_IMPORTED, LONGEST_IMPORTED] = [16, 4096];

/**
 * Whether a text can be the secret of another system: 16 to 4,096 letters, digits and `-._~+/`, with `=` at its end. What only a wrong
 * checksum tells from a secret of ours is none: a typo is told without the database. Pure.
 */
export function isImportable(text: string): boolean {
  if (text.length < SHORTEST_IMPORTED || text.length > LONGEST_IMPORTED) return false;
  return /^[A-Za-z0-9\-._~+/]+=*$/.test(text) && parseSecret(text).status !== "mistyped";
}

/** The hint of a secret of another system: `imported_…h3Qz`. @param secret undefined where only its SHA-256 is known */
export function hintOfImported(secret: string | undefined): string {
  return `imported_…${secret?.slice(-HINT_CHARACTERS) ?? ""}`;
}

/** The hint of a secret, which stays visible: `lk_pat_…h3Qz`. */
export function hintOf(secret: string): string {
  const start = secret.lastIndexOf("_") + 1;
  return `${secret.slice(0, start)}…${secret.slice(-HINT_CHARACTERS)}`;
}

/** What is stored of a secret: 32 bytes, HMAC-SHA-256 under the instance's key of the SHA-256 of the whole secret. */
export function digestOf(secret: string, key: Buffer): Buffer {
  return digestOfSha256(hash("sha256", secret, "buffer"), key);
}

/** The same for a secret of which only the SHA-256 is known. */
export function digestOfSha256(sha256: Buffer, key: Buffer): Buffer {
  return createHmac("sha256", key).update(sha256).digest();
}

/** CRC-32 of the text, as six base62 digits, zero-padded, most significant first. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_CHARACTERS; i++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

// The pattern above lets only these three through; this says it to the compiler.
function secretKind(kind: string | undefined): SecretKind {
  return kind === "org" || kind === "cli" ? kind : "pat";
}
