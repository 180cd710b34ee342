import { expect, test } from "vitest";
import { generateSecret, hintOf } from "./access-token/secret/secret";
import { nearestLine, textFault, withoutUnchanged } from "./text-input";

const NO_VISIBLE = "has no visible characters.";
const CONTROLS = "contains control characters.";
const INVISIBLE = "contains invisible characters.";
const TURNS = "contains characters that change the direction of the text around them.";

/** ASCII as characters that nobody sees: the tags of Unicode. */
function tags(text: string): string {
  return String.fromCodePoint(...[...text].map((character) => 0xe0000 + character.charCodeAt(0)));
}
const SCOTLAND = `\u{1f3f4}${tags("gbsct")}\u{e007f}`;

test.each([
  ["\u200b", NO_VISIBLE],
  ["\u00ad\u200d\u2060\ufeff", NO_VISIBLE],
  ["\u3164", NO_VISIBLE],
  ["\u2800 \u00a0", NO_VISIBLE],
  ["\ufe0f", NO_VISIBLE],
  ["\u0301", NO_VISIBLE],
  ["\u200e\u200f\u061c", NO_VISIBLE],
  ["\ue000\u{f0000}\u{10fffd}", NO_VISIBLE],
  ...["\u0000", "\u001b", "\u007f", "\u0080", "\u0085", "\u009f", "\u2028", "\u2029", "\ud800", "\n", "\t"].map(
    (character): [string, string] => [`a${character}b`, CONTROLS],
  ),
  ...["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"].map(
    (character): [string, string] => [`a${character}b`, TURNS],
  ),
  ...[
    "\u200b",
    "\u2060",
    "\u2061",
    "\u2064",
    "\u206a",
    "\u206f",
    "\ufeff",
    "\ufff9",
    "\ufffb",
    "\ufffc",
    "\ufffe",
    "\ufdd0",
    "\u{1ffff}",
  ].map((character): [string, string] => [`a${character}b`, INVISIBLE]),
  // A soft hyphen, a joiner of accents, fillers of Hangul, shorthand, music, and what is not assigned but will be ignored.
  ...["\u00ad", "\u034f", "\u115f", "\u17b4", "\u3164", "\uffa0", "\ufff0", "\u{1bca0}", "\u{1d173}", "\u{e0fff}"].map(
    (character): [string, string] => [`a${character}b`, INVISIBLE],
  ),
  // Only scripts that are not in it are written with these.
  ...["\u200e", "\u200f", "\u061c", "\u180b", "\u180e"].map((character): [string, string] => [
    `a${character}b`,
    INVISIBLE,
  ]),
  [`a${tags("ignore this")}`, INVISIBLE],
  ["a\u{e0001}b", INVISIBLE],
  // A flag that names no place, never ends, or has no flag before it.
  [`\u{1f3f4}${tags("ignore this")}\u{e007f}`, INVISIBLE],
  [`\u{1f3f4}${tags("gbsct")}`, INVISIBLE],
  [`${tags("gbsct")}\u{e007f}a`, INVISIBLE],
  [`${SCOTLAND}${tags("a")}`, INVISIBLE],
])("%j: %s", (text, fault) => {
  expect(textFault(text)).toBe(fault);
});

test.each([
  ...["", "x", "0", "…", "👩‍👩‍👧‍👦", "☎\ufe0f", "שלום \u200fx", "नमस्ते", "a\u200db", "\u{1fae9}", "漢"],
  ...["نور\u200e (CI) 2", "\u061cنور 1", "می\u200cخواهم", "ᠨ\u180bᠠ\u180e", "क्\u200dष", "葛\u{e0100}"],
  ...[SCOTLAND, `${SCOTLAND}${SCOTLAND} \u{1f3f4}`, "\uf8ff Books"],
])("nothing is wrong with %j", (text) => {
  expect(textFault(text)).toBeUndefined();
});

test("lines and tabs are for texts of several lines; other separators are for none", () => {
  expect(textFault("a\r\n\tb", "lines")).toBeUndefined();
  expect(textFault("a\u2028b", "lines")).toBe(CONTROLS);
  expect(textFault("a\u0085b", "lines")).toBe(CONTROLS);
  expect(textFault("a\u000bb", "lines")).toBe(CONTROLS);
});

test.each([
  ["Noor\u202e Haddad\u0085", "Noor Haddad"],
  ["a\nb", "a b"],
  ["\u200b\u202e", ""],
  [`No\u200bor${tags("hidden")} ${SCOTLAND}\ufffc`, `Noor ${SCOTLAND}`],
  ["Zoë", "Zoë"],
])("the line nearest to %j is %j", (text, line) => {
  expect(nearestLine(text)).toBe(line);
  expect(textFault(line)).toBeUndefined();
});

test("a secret is blotted out of a name that nobody can be asked to correct, and what only looks like one is not", () => {
  const secret = generateSecret("lk", "pat");
  expect(nearestLine(`Noor ${secret}\nHaddad`)).toBe("Noor *** Haddad");
  expect(textFault(`x_${secret}`)).toMatch(/^contains a secret\. /);
  const signing = `whsec_${"aB3+".repeat(10)}aB8=`;
  expect(nearestLine(`Noor ${signing}`)).toBe("Noor ***");
  expect(textFault(`is ${signing}`)).toMatch(/^contains a secret\. /);
  for (const fine of [
    "whsec_…aB8=",
    secret.slice(0, -1),
    secret.slice(3),
    "lk_pat_",
    hintOf(secret),
    `lk_pat_${"0".repeat(36)}`,
  ]) {
    expect(textFault(fine)).toBeUndefined();
  }
});

test("a secret in base64 or percent-encoded, as in a command that was copied whole, is one too", () => {
  const secret = generateSecret("lk", "org");
  for (const text of [
    `curl -H 'Authorization: Basic ${btoa(`token:${secret}`)}'`,
    btoa(secret).replace(/=+$/, ""),
    secret.replaceAll("_", "%5F"),
    btoa(`whsec_${"aB3+".repeat(10)}aB8=`),
  ]) {
    expect(textFault(text), text).toMatch(/^contains a secret\. /);
    expect(nearestLine(text), text).toBe("");
  }
  for (const fine of [
    btoa(secret.slice(0, -1)),
    btoa("a sentence that is long enough to be looked at"),
    hintOf(secret),
  ]) {
    expect(textFault(fine), fine).toBeUndefined();
  }
});

test("what a form sends back as it is is not judged anew", () => {
  const present = { label: "old\u202e", workflow: null };
  expect(withoutUnchanged({ label: "old\u202e ", purpose: "other", workflow: "" }, present)).toEqual({
    purpose: "other",
    workflow: "",
  });
  expect(withoutUnchanged({ label: "new\u202e" }, present)).toEqual({ label: "new\u202e" });
  expect(withoutUnchanged({ toString: "x" }, {})).toEqual({ toString: "x" });
});
