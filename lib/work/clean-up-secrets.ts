import { retireLapsed, retireOverlapped } from "@/db/access-token/lapsed-secret";
import { lapsedWhenMadeBy, PENDING_LAPSES_AFTER_DAYS } from "@/lib/access-token/rotation/rotation";
import { recordActivity } from "@/lib/activity/record";
import { alone } from "./alone";
import type { Task } from "./task";

const AT_ONCE = 200;
const LAPSE_SECONDS = PENDING_LAPSES_AFTER_DAYS * 24 * 60 * 60;
const NOBODY = { address: null, userAgent: "", requestId: "" };

/** Clean up new secrets that nobody used for a week, and previous ones whose overlap is over. Both are refused already. */
export const cleanUpSecrets: Task = async ({ db, clock, signal }) => {
  await alone(db, "sweep_secrets", async () => {
    const now = await clock(db);
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; ) {
      count = await db.transaction().execute(async (trx) => {
        const lapsed = await retireLapsed(trx, lapsedWhenMadeBy(now), LAPSE_SECONDS, AT_ONCE);
        for (const secret of lapsed) {
          await recordActivity(trx, {
            type: "access_token.pending_lapsed",
            userId: secret.user_id,
            organisationId: secret.organisation_id,
            actor: {},
            target: { type: "access_token", id: secret.token_id, label: secret.label },
            before: { hint: secret.hint },
            client: NOBODY,
          });
        }
        return lapsed.length;
      });
    }
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; ) {
      count = await retireOverlapped(db, now, AT_ONCE);
    }
  });
};
