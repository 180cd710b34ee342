type Named = { firstName: string; lastName: string; email: string };

/** The name as the person gave it, or the e-mail address. */
export function personName({ firstName, lastName, email }: Named): string {
  return `${firstName} ${lastName}`.trim() || email;
}

/** One or two letters for the avatar. By grapheme: the first letter of a name need not be one code unit. */
export function initials(person: Named): string {
  const first = [person.firstName, person.lastName].map((part) => firstLetter(part.trim())).join("");
  return (first || firstLetter(person.email)).toLocaleUpperCase("en");
}

function firstLetter(text: string): string {
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  return segments[Symbol.iterator]().next().value?.segment ?? "";
}
