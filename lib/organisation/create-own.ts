import type { Db } from "@/db/database";
import { hasMembership, insertMembership, insertOrganisationIfFree } from "@/db/organisation/organisation";
import { personName } from "@/lib/access-token/json";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { insertUnderFreeSlug } from "./free-slug";
import { slugOf } from "./slug";

/**
 * Create an organisation to explore, owned by someone who belongs to none yet; does nothing for anyone else. Give it the
 * transaction that creates the account.
 */
export async function createOwnOrganisation(
  trx: Db,
  user: { id: string; email: string; firstName: string; lastName: string },
  client: Client,
): Promise<void> {
  if (await hasMembership(trx, user.id)) return;
  const person = personName(user).replace(/@.*$/, "");
  const name = ownName(person);
  const organisationId = await insertUnderFreeSlug(slugOf(person), (slug) =>
    insertOrganisationIfFree(trx, { name, slug }),
  );
  await insertMembership(trx, { organisation_id: organisationId, user_id: user.id, role: "owner" });
  await recordActivity(trx, {
    type: "organisation.created",
    organisationId,
    actor: { userId: user.id },
    target: { type: "organisation", id: organisationId, label: name },
    client,
  });
}

/** `Mira Okafor's organisation`, within the 100 characters that a name may have. */
export function ownName(person: string): string {
  const rest = "'s organisation";
  return `${[...person]
    .slice(0, 100 - rest.length)
    .join("")
    .trim()}${rest}`;
}
