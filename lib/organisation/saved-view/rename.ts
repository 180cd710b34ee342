import type { Db } from "@/db/database";
import { isViewNameTaken, renameSavedView, type SavedView } from "@/db/organisation/saved-view";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { changingViews, NAME_TAKEN } from "./change";
import type { RenameViewInput } from "./input";

export type RenameViewResult =
  | { status: "renamed"; view: SavedView }
  | { status: "view_not_found" }
  | typeof NAME_TAKEN
  | OrganisationRefusal;

/** Rename one of one's own views. */
export async function renameView(
  db: Db,
  principal: SessionPrincipal,
  { organisationId, viewId }: { organisationId: string; viewId: string },
  { name }: RenameViewInput,
): Promise<RenameViewResult> {
  return await changingViews<RenameViewResult>(db, principal, organisationId, async (trx, owner) => {
    if (await isViewNameTaken(trx, owner, name, viewId)) return NAME_TAKEN;
    const view = await renameSavedView(trx, owner, viewId, name);
    return view === undefined ? { status: "view_not_found" } : { status: "renamed", view };
  });
}
