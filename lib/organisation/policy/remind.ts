import { lockOrganisation } from "@/db/organisation/organisation";
import { listPoliciesToRemindOf, takePolicyToRemindOf } from "@/db/organisation/policy-told";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";
import { notifyBlocked } from "./notify";
import { rulesOf } from "./row";

const DAYS_BEFORE = 3;

/**
 * Three days before planned rules apply, remind everyone who looks after tokens that still do not fit. Once for each version,
 * however often and wherever this runs.
 */
export const remindOfPolicies: Task = async ({ db, clock, signal }) => {
  await alone(db, "remind_of_policies", async () => {
    const now = await clock(db);
    for (const due of await listPoliciesToRemindOf(db, now, DAYS_BEFORE)) {
      if (signal.aborted) return;
      await db.transaction().execute(async (trx) => {
        // A concurrent cancellation waits, and then notifies those too who learn of the plan here.
        await lockOrganisation(trx, due.organisation_id);
        const version = await takePolicyToRemindOf(trx, due.id, now);
        if (version?.enforced_from == null) return;
        const { id, organisation_id, organisation_name: name, organisation_slug: slug, enforced_from } = version;
        const told = { id, organisation: { id: organisation_id, name, slug }, rules: rulesOf(version) };
        await notifyBlocked(trx, { ...told, enforcedFrom: enforced_from }, { now });
      });
    }
  });
};
