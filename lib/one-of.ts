const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Alternatives as text: `read, write or none`. */
export function oneOf(words: readonly string[]): string {
  return OR.format(words);
}
