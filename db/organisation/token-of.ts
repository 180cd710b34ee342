import { jsonArrayFrom } from "kysely/helpers/postgres";
import { limitsOfToken } from "@/db/access-token/limits";
import type { Db } from "@/db/database";
import { isActiveAndReaches } from "./member";

/** An active personal token of one of its people that reaches an organisation, with its limits there alone. */
export async function findOrganisationToken(db: Db, organisationId: string, tokenId: string) {
  return await db
    .selectFrom("access_token as token")
    .innerJoin("membership", "membership.user_id", "token.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("token.id", "=", tokenId)
    .where(isActiveAndReaches(organisationId))
    .selectAll("token")
    .select("membership.role as owner_role")
    .select((eb) => [
      limitsOfToken(eb, organisationId),
      // What a guest was added to.
      jsonArrayFrom(
        eb
          .selectFrom("application_collaborator as added")
          .whereRef("added.user_id", "=", "token.user_id")
          .where("added.organisation_id", "=", organisationId)
          .select(["added.application_id", "added.access"])
          .orderBy("added.application_id"),
      ).as("added"),
    ])
    .executeTakeFirst();
}
