/** A place in the docs that a search can lead to. */
export type Place = { href: string; page: string; heading: string; text: string };
export type Hit = Place & { excerpt: string };

const MOST_HITS = 20;
const MOST_TERMS = 8;
const EXCERPT_CHARACTERS = 180;

/** What is searched for: the words, each once, in lower case. Pure. */
export function termsOf(query: string): string[] {
  return [...new Set(query.toLowerCase().split(/\s+/).filter(Boolean))].slice(0, MOST_TERMS);
}

/**
 * The places that have every one of these words in them, also as the beginning or middle of others; those that have them in a
 * heading first. Pure.
 */
export function search(places: readonly Place[], query: string): Hit[] {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  return places
    .map((place) => ({ place, rank: rankOf(place, terms) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, MOST_HITS)
    .map(({ place }) => ({ ...place, excerpt: excerptOf(place.text, terms) }));
}

// A word in a heading says more than one in the title of the page, and that more than any number in the text.
function rankOf({ page, heading, text }: Place, terms: readonly string[]): number {
  const ranks = terms.map((term) => {
    const count = text.toLowerCase().split(term).length - 1;
    return (
      (heading.toLowerCase().includes(term) ? 100 : 0) +
      (page.toLowerCase().includes(term) ? 40 : 0) +
      Math.min(count, 10)
    );
  });
  return ranks.includes(0) ? 0 : ranks.reduce((sum, rank) => sum + rank, 0);
}

/** The text around the first of the words that it has, whole words only. Pure. */
function excerptOf(text: string, terms: readonly string[]): string {
  const found = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place !== -1);
  const first = found.length === 0 ? 0 : Math.min(...found);
  const from = first < EXCERPT_CHARACTERS / 2 ? 0 : text.lastIndexOf(" ", first - EXCERPT_CHARACTERS / 3) + 1;
  if (text.length - from <= EXCERPT_CHARACTERS) return `${from > 0 ? "… " : ""}${text.slice(from)}`;
  const end = text.lastIndexOf(" ", from + EXCERPT_CHARACTERS);
  return `${from > 0 ? "… " : ""}${text.slice(from, end > from ? end : from + EXCERPT_CHARACTERS)} …`;
}

/** A text in its parts: those that are one of the words, and those between. Pure. */
export function marked(text: string, terms: readonly string[]): { text: string; hit: boolean }[] {
  if (terms.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(
    `(${terms.map((term) => term.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`,
    "gi",
  );
  // What is captured stands at each second place.
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, hit: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
