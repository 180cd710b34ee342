import type { TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal, Starter } from "@/lib/authorization/principal";

/** Write what a principal did to a token, into the activity of the token's owner. Give it the transaction of the change. */
export async function recordTokenActivity(
  trx: Db,
  principal: Principal | Starter,
  token: Pick<TokenRow, "id" | "label" | "user_id" | "organisation_id" | "application_id">,
  entry: { type: string; before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordActivity(trx, {
    ...entry,
    userId: token.user_id,
    organisationId: token.organisation_id,
    applicationId: token.application_id,
    actor: actorOf(principal),
    target: { type: "access_token", id: token.id, label: token.label },
    client: principal.client,
  });
}
