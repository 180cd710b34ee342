import type { Status } from "@/lib/access-token/lifetime/lifetime";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A token younger than a day may not be deployed yet. */
export const NEVER_USED_AFTER_DAYS = 1;
export const UNUSED_AFTER_DAYS = 30;
const LONG_UNUSED_AFTER_DAYS = 90;

/** How long an active token must have been idle to be called so. */
export const UNUSED = ["never", "30", "90"] as const;
export type Unused = (typeof UNUSED)[number];

export const UNUSED_LABELS: Record<Unused, string> = {
  never: "Never used",
  "30": "Unused for 30 days",
  "90": "Unused for 90 days",
};

/** For how many days nothing has used a token, since it was created where nothing ever did. Negative by a clock that is behind. */
export function idleDays({ createdAt, lastUsedAt }: { createdAt: Date; lastUsedAt: Date | null }, now: Date): number {
  return (now.getTime() - (lastUsedAt ?? createdAt).getTime()) / DAY_MS;
}

/**
 * The label of an active token that nothing uses; undefined for one in use, and for an ended one. The same rule as the filter
 * `unused` of db/access-token/filter.ts, where one that was never used also counts as unused since it was made.
 */
export function unusedFor(
  token: { status: Status; created_at: string; last_used_at: string | null },
  now: Date,
): Unused | undefined {
  if (token.status !== "active") return undefined;
  const lastUsedAt = token.last_used_at === null ? null : new Date(token.last_used_at);
  const days = idleDays({ createdAt: new Date(token.created_at), lastUsedAt }, now);
  if (lastUsedAt === null) return days >= NEVER_USED_AFTER_DAYS ? "never" : undefined;
  return days >= LONG_UNUSED_AFTER_DAYS ? "90" : days >= UNUSED_AFTER_DAYS ? "30" : undefined;
}
