import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findSunset, writeSunset } from "@/db/imported-token/sunset";
import { isExtendable, latestExpiration } from "@/lib/access-token/lifetime/lifetime";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { lockPlatformOwner, ownedPlatform } from "@/lib/organisation/platform-owner";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { addJob } from "@/lib/work/queue";
import { write } from "@/lib/write";

// Everyone is told a day before.
const SOONEST_MS = 24 * 60 * 60 * 1000;

export type SetSunsetResult =
  | { status: "set" | "removed" }
  /** Not a platform owner: for everyone else there is no such thing. */
  | { status: "not_found" }
  /** It is more than 30 days past: what expired then is history. */
  | { status: "over" }
  /** It is not what the person saw. */
  | { status: "changed" }
  | { status: "invalid"; fields: Record<string, string[]> }
  | ProofRequired;

/**
 * Set the date at which imported tokens stop working, move it, or (null) let them work on. Background work gives the tokens that
 * date. Needs a fresh proof of identity.
 * @param seen what the person saw there: null for none
 */
export async function setSunset(
  db: Db,
  principal: SessionPrincipal,
  at: Date | null,
  seen: Date | null,
): Promise<SetSunsetResult> {
  return await write(db, principal, async (trx): Promise<SetSunsetResult> => {
    const platform = ownedPlatform(principal);
    if (platform === undefined || !(await lockPlatformOwner(trx, principal))) return { status: "not_found" };
    const present = await findSunset(trx, "change");
    const now = await databaseNow(trx);
    if (present?.at.getTime() !== seen?.getTime()) return { status: "changed" };
    if (present !== undefined && !isExtendable(present.at, now)) return { status: "over" };
    const refusal = at === null ? undefined : refuseDate(at, now);
    if (refusal !== undefined) return { status: "invalid", fields: { sunset_at: [refusal] } };
    if (needsProof(principal)) return { status: "reauthentication_required" };
    await writeSunset(trx, at);
    await recordActivity(trx, {
      type: at === null ? "imported_tokens.sunset_removed" : "imported_tokens.sunset_set",
      organisationId: platform.id,
      actor: actorOf(principal),
      target: { type: "organisation", id: platform.id, label: platform.name },
      before: { sunset_at: present?.at.toISOString() ?? null },
      after: { sunset_at: at?.toISOString() ?? null },
      client: principal.client,
    });
    await addJob(trx, "apply_sunset", {}, { jobKey: "apply_sunset" });
    return { status: at === null ? "removed" : "set" };
  });
}

function refuseDate(at: Date, now: Date): string | undefined {
  if (at.getTime() - now.getTime() < SOONEST_MS)
    return "Choose a date at least a day ahead: everyone is notified a day before.";
  return at > latestExpiration(now) ? "Choose a date within five years." : undefined;
}
