import type { Status } from "../policy";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long an active token must have been idle to be called so. A token of less than a day may still be on its way to its place. */
export const UNUSED = ["never", "30", "90"] as const;
export type Unused = (typeof UNUSED)[number];

export const UNUSED_WORDS: Record<Unused, string> = {
  never: "Never used",
  "30": "Unused for 30 days",
  "90": "Unused for 90 days",
};

/**
 * What an active token is called that nothing uses; undefined for one in use, and for one that is over anyway. The same rule as the
 * filter `unused` of db/access-token-filter.ts, where one that was never used also counts as unused since it was made.
 */
export function unusedFor(
  token: { status: Status; created_at: string; last_used_at: string | null },
  now: Date,
): Unused | undefined {
  if (token.status !== "active") return undefined;
  const idleDays = (now.getTime() - new Date(token.last_used_at ?? token.created_at).getTime()) / DAY_MS;
  if (token.last_used_at === null) return idleDays >= 1 ? "never" : undefined;
  return idleDays >= 90 ? "90" : idleDays >= 30 ? "30" : undefined;
}
