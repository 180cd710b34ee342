import { isEmailVerified } from "@/db/account/user";
import type { Db } from "@/db/database";
import {
  findOrganisation,
  insertMembership,
  insertOrganisationIfFree,
  type OrganisationRow,
} from "@/db/organisation/organisation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { write } from "@/lib/write";
import { insertUnderFreeSlug } from "./free-slug";
import { lockPrincipal } from "./lock";
import { slugOf } from "./slug";

export type CreateOrganisationResult =
  | { status: "created"; organisation: OrganisationRow }
  /** An organisation's token acts for no person who could own one; a limited token would create something it cannot reach. */
  | { status: "not_for_token"; detail: string }
  /** Nobody has proved the address of the person's account: it cannot join an organisation other than the one it was made for. */
  | { status: "address_unproved" };

/** Make an organisation, of which the person becomes the owner. @throws CallerEnded */
export async function createOrganisation(
  db: Db,
  principal: Principal,
  name: string,
): Promise<CreateOrganisationResult> {
  const userId = userIdOf(principal);
  if (userId === undefined) {
    return { status: "not_for_token", detail: "A token of an organisation acts for no person who could own another." };
  }
  return await write(db, principal, async (trx): Promise<CreateOrganisationResult> => {
    const fresh = await lockPrincipal(trx, principal, []);
    if (fresh.type === "token" && fresh.token.reach === "limited") {
      return {
        status: "not_for_token",
        detail: "A limited token can't create an organisation: it would have no access to it.",
      };
    }
    if (!(await isEmailVerified(trx, userId))) return { status: "address_unproved" };
    const id = await insertUnderFreeSlug(slugOf(name), (slug) => insertOrganisationIfFree(trx, { name, slug }));
    await insertMembership(trx, { organisation_id: id, user_id: userId, role: "owner" });
    const organisation = await findOrganisation(trx, id);
    if (organisation === undefined) throw new Error("an organisation that was just written cannot be read");
    await recordActivity(trx, {
      type: "organisation.created",
      organisationId: id,
      actor: actorOf(principal),
      target: { type: "organisation", id, label: name },
      after: { name, slug: organisation.slug },
      client: principal.client,
    });
    return { status: "created", organisation };
  });
}
