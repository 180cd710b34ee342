import { z } from "zod";

// The length is that of the column, in code points: an emoji or a wide character counts as one.
const codePoints = (text: string) => [...text].length;

// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is what refuses them
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What people call something: one line of 1 to `longest` characters, without spaces around it. `what` begins a sentence: `The name`. */
export function nameInput(what: string, longest = 100) {
  const enter = `Enter ${what.toLowerCase().replace(/^the /, "a ")}.`;
  return z
    .string(enter)
    .trim()
    .min(1, enter)
    .refine((text) => codePoints(text) <= longest, `${what} has more than ${longest} characters.`)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), `${what} contains control characters.`);
}

/** A part of an address: `acme-website`. */
export const slugInput = z
  .string("A slug must be text.")
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "A slug has small letters, digits and single hyphens between them.")
  .max(63, "A slug has at most 63 characters.");
