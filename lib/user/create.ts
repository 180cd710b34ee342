import { z } from "zod";
import { insertUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { findOrganisationBySlug, insertMembership } from "@/db/organisation/organisation";
import { recordActivity } from "@/lib/activity/record";
import type { Role } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { hashPassword } from "@/lib/password/hash";
import { emailInput, firstNameInput, lastNameInput, timezoneOrUtc } from "./input";

export const createUserInput = z.object({
  email: emailInput,
  password: z.string(),
  firstName: firstNameInput.default(""),
  lastName: lastNameInput.default(""),
  timezone: z.unknown().optional().transform(timezoneOrUtc),
});

export type CreateUserResult =
  | { status: "created"; userId: string }
  | { status: "email_taken" }
  | { status: "organisation_not_found" };

/** Create an account, and its membership if one is named. Its e-mail address counts as verified: the operator vouches. */
export async function createUser(
  db: Db,
  input: z.output<typeof createUserInput>,
  membership: { organisation: string; role: Role } | undefined,
  client: Client,
): Promise<CreateUserResult> {
  const passwordHash = await hashPassword(input.password);
  return await db.transaction().execute(async (trx) => {
    const organisation = membership && (await findOrganisationBySlug(trx, membership.organisation));
    if (membership && organisation === undefined) return { status: "organisation_not_found" };
    const userId = await insertUser(trx, {
      email: input.email,
      email_verified_at: new Date(),
      password_hash: passwordHash,
      first_name: input.firstName,
      last_name: input.lastName,
      timezone: input.timezone,
    });
    if (userId === undefined) return { status: "email_taken" };
    const target = { type: "user", id: userId, label: input.email };
    await recordActivity(trx, { type: "user.created", userId, actor: {}, target, client });
    if (membership && organisation) {
      await insertMembership(trx, { organisation_id: organisation.id, user_id: userId, role: membership.role });
      await recordActivity(trx, {
        type: "membership.created",
        userId,
        organisationId: organisation.id,
        actor: {},
        target,
        after: { role: membership.role },
        client,
      });
    }
    return { status: "created", userId };
  });
}
