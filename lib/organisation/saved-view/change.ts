import type { Db } from "@/db/database";
import type { ViewOwner } from "@/db/organisation/saved-view";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { authorizeForChange } from "@/lib/organisation/lock";
import { write } from "@/lib/write";

/** Run a change of the person's own views of an organisation's tokens, in a transaction, for someone who sees that list. */
export async function changingViews<Done>(
  db: Db,
  principal: SessionPrincipal,
  organisationId: string,
  change: (trx: Db, owner: ViewOwner) => Promise<Done>,
): Promise<Done | OrganisationRefusal> {
  return await write(db, principal, async (trx): Promise<Done | OrganisationRefusal> => {
    const { authorization } = await authorizeForChange(trx, principal, organisationId, "see_tokens");
    if (authorization.status !== "allowed") return authorization;
    return await change(trx, { organisationId, userId: principal.user.id });
  });
}

/** That a person has a view of this name already. */
export const NAME_TAKEN = {
  status: "invalid",
  fields: { name: ["You already have a view with this name."] },
} as const satisfies { status: "invalid"; fields: Record<string, readonly string[]> };
