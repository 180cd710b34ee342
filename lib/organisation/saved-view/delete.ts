import type { Db } from "@/db/database";
import { deleteSavedView } from "@/db/organisation/saved-view";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { changingViews } from "./change";

export type DeleteViewResult = { status: "deleted" } | { status: "view_not_found" } | OrganisationRefusal;

/** Delete one of one's own views. The tokens are not touched. */
export async function deleteView(
  db: Db,
  principal: SessionPrincipal,
  { organisationId, viewId }: { organisationId: string; viewId: string },
): Promise<DeleteViewResult> {
  return await changingViews<DeleteViewResult>(db, principal, organisationId, async (trx, owner) => {
    const isDeleted = await deleteSavedView(trx, owner, viewId);
    return { status: isDeleted ? "deleted" : "view_not_found" };
  });
}
