import { z } from "zod";
import { insertUser } from "@/db/account/user";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findInvitationByDigest } from "@/db/organisation/invitation-acceptance";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { codeDigest } from "@/lib/one-time-code/code";
import { hashPassword } from "@/lib/password/hash";
import { signUpInput } from "@/lib/signup/sign-up";
import { findLiveInvitation } from "./open";
import { provesAddress } from "./proves";
import { lockInvitation, seat } from "./seat";

type Sent = { firstName: string; lastName: string; password: string; timezone: string };

export type AcceptAsNewResult =
  | { status: "accepted"; email: string; slug: string }
  | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
  | { status: "dead_link" }
  /** There is an account with the address: its owner signs in. */
  | { status: "email_taken" };

/**
 * Make an account for the invited address, and accept with it. A link that was mailed there proves the address, and so does one
 * that an owner of the platform handed over (`provesAddress`). Of several submits at once one succeeds.
 */
export async function acceptInvitationAsNew(
  db: Db,
  { code, ...sent }: Sent & { code: string },
  client: Client,
): Promise<AcceptAsNewResult> {
  const found = await findLiveInvitation(db, code);
  if (found === undefined) return { status: "dead_link" };
  const input = signUpInput(found.email).safeParse(sent);
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const { firstName, lastName, password, timezone } = input.data;
  const passwordHash = await hashPassword(password);
  return await db.transaction().execute(async (trx): Promise<AcceptAsNewResult> => {
    const invitation = await lockInvitation(trx, (held) => findInvitationByDigest(held, codeDigest(code)));
    if (invitation?.state !== "pending") return { status: "dead_link" };
    const { email } = invitation;
    const userId = await insertUser(trx, {
      email,
      email_verified_at: provesAddress(invitation) ? await databaseNow(trx) : null,
      password_hash: passwordHash,
      first_name: firstName,
      last_name: lastName,
      timezone,
    });
    if (userId === undefined) return { status: "email_taken" };
    await recordActivity(trx, {
      type: "user.signed_up",
      userId,
      actor: { userId },
      target: { type: "user", id: userId, label: email },
      client,
    });
    await seat(trx, invitation, { id: userId, email, firstName, lastName }, client);
    return { status: "accepted", email, slug: invitation.organisation_slug };
  });
}
