import { z } from "zod";
import { decodings, holdsSigningSecret, withBase64, withoutSigningSecrets } from "./access-token/secret/format";
import { secretsIn } from "./access-token/secret/in-text";

// The length is that of the column, in code points: an emoji or a wide character counts as one.
const codePoints = (text: string) => [...text].length;

// C0, DEL and C1, and what Unicode ends lines and paragraphs with.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is what refuses them
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a text of several lines may have lines and tabs, nothing else of these
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g;
// Embeddings, overrides and isolates: they reorder the text around them, so that a name reads as another one (UAX #9 §2).
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
// What hides in a text and joins nothing in an emoji: blanks without width, invisible operators, deprecated format characters,
// marks of annotations and objects, tags, which spell ASCII that nobody sees, what will never be a character, and all else that Unicode calls ignorable, such as
// soft hyphens, fillers, and format characters of shorthand and music. Kept is what scripts and emoji are written with: the two
// joiners (Persian, Indic scripts, families), variation selectors, and those of `HIDDEN_ELSEWHERE`. First, to be kept, a flag whose tags name a
// part of a country, such as Scotland's (UTS #51 §C.1).
const HIDDEN =
  /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,7}\u{e007f})|[\ufff9-\ufffc]|\p{Noncharacter_Code_Point}|(?!\p{Variation_Selector}|[\u061c\u180e\u200c-\u200f\u202a-\u202e\u2066-\u2069])\p{Default_Ignorable_Code_Point}/gu;
// What hides in a text unless it holds letters that are written with it. A name with Hebrew or Arabic next to Latin letters or digits
// needs marks of direction, which turn only what is neutral around them; Mongolian chooses the shapes of its letters.
const HIDDEN_ELSEWHERE: readonly (readonly [hidden: RegExp, letters: RegExp])[] = [
  [/[\u061c\u200e\u200f]/g, /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u],
  [/\u180b|\u180c|\u180d|\u180e|\u180f/g, /\p{Script=Mongolian}/u],
];
// Characters with a visible shape of their own: no blank, no control or format character, no accent without a letter, nothing
// that fonts leave out (a filler, a variation selector), nothing for private use. U+2800 is Braille's blank.
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Of a text that others will be shown and that holds a secret. It is nowhere quoted. */
export const SECRET_FAULT = "contains a secret. Remove it: other people see this text.";

/**
 * Whether a text holds what the checksum confirms as the secret of a token, of whatever instance, or a webhook's signing secret. Also
 * percent-encoded and in base64: people paste a whole command, with its header.
 */
export function holdsSecret(text: string): boolean {
  return decodings(text)
    .map(withBase64)
    .some((decoded) => secretsIn(decoded).length > 0 || holdsSigningSecret(decoded));
}

/**
 * The fault of a text that others will see, as the end of a sentence that begins with its name; undefined when there is none.
 * An empty one is not wrong. A joiner inside an emoji and variation selectors are fine, and marks of direction in a text that is written from right to left.
 */
export function textFault(text: string, lines: "one line" | "lines" = "one line"): string | undefined {
  const control = lines === "lines" ? CONTROL_BUT_LINES : CONTROL;
  if (!text.isWellFormed() || text.search(control) !== -1) return "contains control characters.";
  if (text.search(TURNING) !== -1) return "contains characters that change the direction of the text around them.";
  if (text !== "" && !VISIBLE.test(text)) return "has no visible characters.";
  if (withoutHidden(text) !== text) return "contains invisible characters.";
  if (holdsSecret(text)) return SECRET_FAULT;
  return undefined;
}

/** The nearest line without a `textFault`, for names that nobody can be asked to correct; perhaps empty. */
export function nearestLine(text: string): string {
  let line = withoutSigningSecrets(
    withoutHidden(text.toWellFormed().replace(CONTROL, " ").replace(TURNING, "")).trim(),
  );
  for (const secret of secretsIn(line)) line = line.replaceAll(secret, "***");
  return VISIBLE.test(line) && !holdsSecret(line) ? line : "";
}

function withoutHidden(text: string): string {
  return HIDDEN_ELSEWHERE.reduce(
    (rest, [hidden, letters]) => (letters.test(rest.replace(hidden, "")) ? rest : rest.replace(hidden, "")),
    text.replace(HIDDEN, "$1"),
  );
}

const upTo = (longest: number) => `up to ${longest.toLocaleString("en")} characters`;

function shown(text: z.ZodString, what: string, longest: number, lines: "one line" | "lines" = "one line") {
  const tooLong = `${what} has more than ${longest.toLocaleString("en")} characters.`;
  return (
    text
      .refine((value) => codePoints(value) <= longest, tooLong)
      .superRefine((value, context) => {
        const fault = textFault(value, lines);
        if (fault !== undefined) context.addIssue({ code: "custom", message: `${what} ${fault}` });
      })
      // For the API's description: what a refinement asks for, JSON Schema is not told.
      .meta({ maxLength: longest })
  );
}

/** A name: one line of 1 to `longest` characters, without spaces around it. `what` begins a sentence: `The name`. */
export function nameInput(what: string, longest = 100) {
  const enter = `Enter ${what
    .toLowerCase()
    .replace(/^the (?=[aeiou])/, "an ")
    .replace(/^the /, "a ")}.`;
  return shown(z.string(enter).trim().min(1, enter), what, longest).describe(`1 to ${longest} characters`);
}

/** One line that may be empty, of up to `longest` characters: a first name. */
export function lineInput(what: string, longest = 100) {
  return shown(z.string(`${what} must be text.`).trim(), what, longest).describe(upTo(longest));
}

/** Lines that may be empty, of up to `longest` characters: a description, a reason. */
export function linesInput(what: string, longest: number) {
  return shown(z.string(`${what} must be text.`).trim(), what, longest, "lines").describe(upTo(longest));
}

/** A part of an address: `acme-website`. */
export const slugInput = z
  .string("A slug must be text.")
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "A slug can contain lower-case letters, digits, and single hyphens between them.")
  .max(63, "A slug can have at most 63 characters.")
  .describe("lower-case letters, digits and hyphens");

/**
 * A form sends everything. Unchanged texts are left out, and so are not checked: a name that was allowed when it was set must
 * not block editing the rest.
 */
export function withoutUnchanged<Fields extends Record<string, unknown>>(
  sent: Fields,
  present: Readonly<Record<string, string | null>>,
): Partial<Fields> {
  const isUnchanged = ([name, value]: [string, unknown]) =>
    typeof value === "string" && Object.hasOwn(present, name) && value.trim() === present[name]?.trim();
  // Fields are only left out, and each of a Partial may be.
  return Object.fromEntries(Object.entries(sent).filter((entry) => !isUnchanged(entry))) as Partial<Fields>;
}
