import { db } from "@/db/database";
import { type NarrowingJson, previewNarrowing } from "@/lib/access-token/usage/narrow";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { type NarrowingDays, sinceDay } from "./narrowing-days";

/** What narrowing would do, by what was used since the day `since`. */
export type NarrowingView = NarrowingJson & { since: string };

/** The comparison for the last days, today included; undefined for anyone else's token. */
export async function findNarrowing(
  principal: SessionPrincipal,
  uuid: string,
  days: NarrowingDays,
): Promise<NarrowingView | undefined> {
  const since = sinceDay(principal.now, days);
  const narrowing = await previewNarrowing(db, principal, uuid, new Date(`${since}T00:00:00Z`));
  return narrowing && { ...narrowing, since };
}
