/** The options that contain every word of the query, in any case; `_` and `/` count as spaces. All of them for an empty one. */
export function matching(options: readonly string[], query: string): readonly string[] {
  const words = plain(query).split(" ").filter(Boolean);
  return options.filter((option) => words.every((word) => plain(option).includes(word)));
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[_/]/g, " ")
    .trim();
}
