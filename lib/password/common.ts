import { dictionary } from "@zxcvbn-ts/language-common";
import { processWide } from "@/db/process-wide";
import { PASSWORD_MIN_LENGTH } from "./length";

/** Whether a password is among the most common ones that are long enough to be chosen here, in upper or lower case. */
export function isCommonPassword(password: string): boolean {
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
