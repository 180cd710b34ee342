// Of other people's texts nothing may move the cursor, ring or turn the direction of what follows.
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
const UNSEEN_IN_LINES = /(?:(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069])+/gu;

/** A text on one line, without what a terminal would obey. */
export function plain(text: string): string {
  return text.replace(UNSEEN, " ");
}

/** The same of a text of several lines, such as a log. */
export function plainLines(text: string): string {
  return text.replace(UNSEEN_IN_LINES, "");
}

/** JSON for people and programs: nothing in it is obeyed by a terminal. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
