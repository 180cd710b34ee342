/** The names of the ids in an entry, for its reader; undefined where the reader may not know it, or it is gone. */
export type ActivityNames = {
  /** `Harbour Studio › Regatta Site › test` */
  limit: (limit: unknown) => string | undefined;
  team: (id: string) => string | undefined;
  application: (id: string) => string | undefined;
};

/** For entries without ids, and without a reader. */
export const NO_NAMES: ActivityNames = {
  limit: () => undefined,
  team: () => undefined,
  application: () => undefined,
};

// An entry is a line or two; the token's page has the rest.
const NAMED_LIMITS = 5;

/** What a token was limited to: by name as far as that is known, the rest by number. */
export function limitsLabel(limits: readonly unknown[], names: ActivityNames): string {
  if (limits.length === 0) return "nothing";
  const known = limits.flatMap((limit) => names.limit(limit) ?? []);
  const named = known.slice(0, NAMED_LIMITS);
  const [more, unknown] = [known.length - named.length, limits.length - known.length];
  const parts = [...named, ...(more > 0 ? [`${more} more`] : []), ...(unknown > 0 ? [unknownMessage(unknown)] : [])];
  return parts.join(", ");
}

function unknownMessage(count: number): string {
  return count === 1 ? "1 you have no access to" : `${count} you have no access to`;
}
