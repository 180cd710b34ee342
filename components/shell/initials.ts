/** One or two letters for the avatar. By grapheme: the first letter of a name need not be one code unit. */
export function initials(person: { firstName: string; lastName: string; email: string }): string {
  const first = [person.firstName, person.lastName].map((part) => firstLetter(part.trim())).join("");
  return (first || firstLetter(person.email)).toLocaleUpperCase("en");
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function firstLetter(text: string): string {
  return segmenter.segment(text)[Symbol.iterator]().next().value?.segment ?? "";
}
