import { randomBytes } from "node:crypto";
import type { Db } from "@/db/database";
import { hasMembership, insertMembership, insertOrganisationIfFree } from "@/db/organisation";
import { personName } from "@/lib/access-token/json";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { slugOf } from "./slug";

const TRIES = 5;

/**
 * Give somebody who belongs to no organisation one of his or her own to explore, as its owner. Whoever belongs to one gets
 * none. Give it the transaction that makes the account.
 */
export async function createOwnOrganisation(
  trx: Db,
  user: { id: string; email: string; firstName: string; lastName: string },
  client: Client,
): Promise<void> {
  if (await hasMembership(trx, user.id)) return;
  const person = personName(user).replace(/@.*$/, "");
  const name = ownName(person);
  const organisationId = await insertUnderFreeSlug(trx, name, slugOf(person));
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

async function insertUnderFreeSlug(trx: Db, name: string, slug: string): Promise<string> {
  for (let n = 0; n < TRIES; n++) {
    // People share names. A number that counts up would tell how many do.
    const suffix = n === 0 ? "" : `-${randomBytes(3).toString("hex")}`;
    const free = `${slug.slice(0, 63 - suffix.length).replace(/-+$/, "")}${suffix}`;
    const id = await insertOrganisationIfFree(trx, { name, slug: free });
    if (id !== undefined) return id;
  }
  throw new Error(`no free address was found for an organisation in ${TRIES} tries`);
}
