const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Words to choose from, as a text has them: `read, write or none`. */
export function oneOf(words: readonly string[]): string {
  return OR.format(words);
}
