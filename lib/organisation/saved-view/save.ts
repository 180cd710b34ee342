import type { Db } from "@/db/database";
import { countSavedViews, insertSavedView, type SavedView } from "@/db/organisation/saved-view";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { changingViews, NAME_TAKEN } from "./change";
import type { SaveViewInput } from "./input";

/** More are no longer found at a glance. */
export const MOST_VIEWS = 20;

export type SaveViewResult =
  | { status: "saved"; view: SavedView }
  | { status: "too_many_views" }
  | typeof NAME_TAKEN
  | OrganisationRefusal;

/** Save filters and order of an organisation's tokens under a name, for oneself. */
export async function saveView(
  db: Db,
  principal: SessionPrincipal,
  organisationId: string,
  input: SaveViewInput,
): Promise<SaveViewResult> {
  return await changingViews<SaveViewResult>(db, principal, organisationId, async (trx, owner) => {
    if ((await countSavedViews(trx, owner)) >= MOST_VIEWS) return { status: "too_many_views" };
    const view = await insertSavedView(trx, owner, input);
    return view === undefined ? NAME_TAKEN : { status: "saved", view };
  });
}
