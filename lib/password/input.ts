import { dictionary } from "@zxcvbn-ts/language-common";
import { z } from "zod";
import { processWide } from "@/db/process-wide";
import { OBVIOUS_PASSWORD } from "./refusals";

// Characters are code points, so that an emoji is one. NIST SP 800-63B §3.1.1.2 asks for no less and no rules beyond.
const PASSWORD_MIN_LENGTH = 12;
const PASSWORD_MAX_LENGTH = 256;

/** Why a text with NUL in it is refused. */
export const UNTYPABLE = "Use characters that can be typed.";

/** A password as typed at sign-in: anything that could have been accepted once. */
export const typedPassword = z
  .string()
  .min(1, "Enter your password.")
  .refine(
    (value) => [...value].length <= PASSWORD_MAX_LENGTH,
    `A password can have at most ${PASSWORD_MAX_LENGTH} characters.`,
  );

/**
 * A new password: 12 to 256 characters of any kind, not one of the most common, and not one of `taken`, the words that anyone
 * would try first: the account's e-mail address, the platform's name.
 */
export function passwordInput(taken: readonly string[] = []) {
  const obvious = new Set(taken.flatMap((word) => [fold(word), fold(word.split("@")[0] ?? "")]));
  return z
    .string()
    .refine((value) => !value.includes("\0"), UNTYPABLE)
    .refine((value) => [...value].length >= PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters.`)
    .refine((value) => [...value].length <= PASSWORD_MAX_LENGTH, `Use at most ${PASSWORD_MAX_LENGTH} characters.`)
    .refine((value) => !isCommonPassword(value), "This is one of the most common passwords. Choose another.")
    .refine((value) => !obvious.has(fold(value)), OBVIOUS_PASSWORD);
}

function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** Whether a password is among the most common ones that are long enough to be chosen here, in upper or lower case. */
function isCommonPassword(password: string): boolean {
  const folded = password.normalize("NFKC").toLowerCase();
  return commonPasswords().has(folded) || repeats(folded);
}

function commonPasswords(): ReadonlySet<string> {
  return processWide("common-passwords", () => {
    const long = dictionary["passwords-common"].filter((password) => password.length >= PASSWORD_MIN_LENGTH);
    return new Set(long.map((password) => password.toLowerCase()));
  });
}

// "aaaaaaaaaaaa" and "abcabcabcabc" are on every attacker's list at any length, and so on no list of 50,000.
function repeats(password: string): boolean {
  const start = (password + password).indexOf(password, 1);
  return start < password.length && start <= 4;
}
