import { createHmac, randomInt } from "node:crypto";
import { deriveKey } from "@/lib/keys";

// Consonants alone spell no words, and none of these is taken for a digit or for another one. 20^8 ≈ 2^34.6: few enough for
// fifteen minutes, in which wrong guesses are slowed down. @see RFC 8628 §6.1, §5.1
const LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
const LENGTH = 8;
const HALF = LENGTH / 2;

/** A code that a person copies from a terminal to a browser: eight letters without vowels, from the system's CSPRNG. */
export function newUserCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
}

/** A code as people read it: `WDJB-MJHT`. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}

/** The code that someone typed: in any case, with or without hyphens and blanks. Undefined for what cannot be one. Pure. */
export function parseUserCode(typed: string): string | undefined {
  // Any hyphen or dash that a keyboard or a word processor makes of one.
  const code = typed.replace(/[\s\p{Pd}]/gu, "");
  // Letters of ASCII alone: in capitals, others become some of these.
  if (!/^[A-Za-z]*$/.test(code) || code.length !== LENGTH) return undefined;
  const letters = code.toUpperCase();
  return [...letters].every((letter) => LETTERS.includes(letter)) ? letters : undefined;
}

/** What is stored of a user code. It is short, so a copied database must not be enough to find it: the digest is keyed. */
export function userCodeDigest(code: string): Buffer {
  return createHmac("sha256", deriveKey("device-login")).update(code).digest();
}
