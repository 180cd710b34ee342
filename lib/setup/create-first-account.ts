import { sql } from "kysely";
import { z } from "zod";
import { endSetupCodes, isSetupCodeLive } from "@/db/account/one-time-code";
import { hasUser, insertUser } from "@/db/account/user";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { insertMembership, insertOrganisation } from "@/db/organisation/organisation";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { slugOf } from "@/lib/organisation/slug";
import { hashPassword } from "@/lib/password/hash";
import { passwordInput } from "@/lib/password/input";
import { emailInput, firstNameInput, lastNameInput, organisationNameInput, timezoneOrUtc } from "@/lib/user/input";
import { setupCodeDigest } from "./setup-code";

const fields = z.object({
  email: emailInput,
  password: z.string(),
  firstName: firstNameInput.default(""),
  lastName: lastNameInput.default(""),
  timezone: z.unknown().optional().transform(timezoneOrUtc),
  organisation: organisationNameInput,
});

/** The input for the first account. `brandName` may not be its password. */
export function firstAccountInput(brandName: string) {
  return fields.superRefine(({ email, password }, context) => {
    const parsed = passwordInput([email, brandName]).safeParse(password);
    for (const issue of parsed.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: ["password"], message: issue.message });
    }
  });
}

export type FirstAccountInput = z.output<typeof fields>;
export type FirstAccountResult =
  | { status: "created"; userId: string }
  | { status: "wrong_code" }
  | { status: "set_up_already" };

/**
 * Make the first account and the platform's organisation, which it owns. Of several that race, exactly one is made.
 * @param code the one-time code from the terminal, or that the operator on the server asks, who needs none
 */
export async function createFirstAccount(
  db: Db,
  input: FirstAccountInput,
  code: string | { by: "operator" },
  client: Client,
): Promise<FirstAccountResult> {
  if (await hasUser(db)) return { status: "set_up_already" };
  // Checked before the password is hashed, too: without a code nobody can burden this server.
  if (!(await isCodeRight(db, code))) return { status: "wrong_code" };
  const passwordHash = await hashPassword(input.password);
  return await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('latchkey.first_account'))`.execute(trx);
    if (await hasUser(trx)) return { status: "set_up_already" };
    if (!(await isCodeRight(trx, code))) return { status: "wrong_code" };
    const userId = await insertUser(trx, {
      email: input.email,
      // Someone with the code, or with access to the server, vouches for it.
      email_verified_at: await databaseNow(trx),
      password_hash: passwordHash,
      first_name: input.firstName,
      last_name: input.lastName,
      timezone: input.timezone,
    });
    if (userId === undefined) return { status: "set_up_already" };
    const organisationId = await insertOrganisation(trx, {
      name: input.organisation,
      slug: slugOf(input.organisation),
      is_platform: true,
    });
    await insertMembership(trx, { organisation_id: organisationId, user_id: userId, role: "owner" });
    await endSetupCodes(trx);
    const actor = { userId };
    await recordActivity(trx, {
      type: "user.created",
      userId,
      actor,
      target: { type: "user", id: userId, label: input.email },
      client,
    });
    await recordActivity(trx, {
      type: "organisation.created",
      organisationId,
      actor,
      target: { type: "organisation", id: organisationId, label: input.organisation },
      client,
    });
    return { status: "created", userId };
  });
}

async function isCodeRight(db: Db, code: string | { by: "operator" }): Promise<boolean> {
  return typeof code !== "string" || (await isSetupCodeLive(db, setupCodeDigest(code)));
}
