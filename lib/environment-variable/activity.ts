import type { VariableRow } from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";

/** Record what became of a variable: its name, its environment and whether it is sensitive. Never a value. */
export async function recordVariableActivity(
  trx: Db,
  principal: Principal,
  type: `environment_variable.${"created" | "edited" | "deleted" | "revealed"}`,
  variable: VariableRow,
  facts: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordActivity(trx, {
    type,
    organisationId: variable.organisation_id,
    applicationId: variable.application_id,
    actor: actorOf(principal),
    target: { type: "environment_variable", id: variable.id, label: variable.name },
    ...facts,
    client: principal.client,
  });
}
