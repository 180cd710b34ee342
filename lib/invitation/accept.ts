import { z } from "zod";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findInvitationByDigest, type InvitationRow, seatInvited, spendInvitation } from "@/db/invitation";
import { lockOrganisation } from "@/db/organisation";
import { findUser, findUserByEmail, insertUser } from "@/db/user";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { codeDigest } from "@/lib/one-time-code/code";
import { hashPassword } from "@/lib/password/hash";
import type { SessionPrincipal } from "@/lib/principal";
import { signUpInput } from "@/lib/signup/sign-up";

/** The invitation of a link that works at this moment; undefined for every other. Looking spends nothing. */
export async function findLiveInvitation(db: Db, code: string): Promise<InvitationRow | undefined> {
  const invitation = await findInvitationByDigest(db, codeDigest(code));
  return invitation?.state === "pending" ? invitation : undefined;
}

export type AcceptResult =
  | { status: "accepted"; slug: string }
  /** Used, revoked, replaced by a newer one, or older than seven days. */
  | { status: "dead_link" }
  /** The invitation is for another address than that of the person's account. */
  | { status: "other_address"; email: string };

/** Accept an invitation as the signed-in person, whose address must be the invited one, in any case. */
export async function acceptInvitation(db: Db, principal: SessionPrincipal, code: string): Promise<AcceptResult> {
  return await db.transaction().execute(async (trx): Promise<AcceptResult> => {
    const invitation = await findLiveInvitation(trx, code);
    if (invitation === undefined) return { status: "dead_link" };
    const user = await findUser(trx, principal.user.id);
    if (user === undefined || user.deactivated_at !== null) return { status: "dead_link" };
    if (!isSameAddress(user.email, invitation.email)) return { status: "other_address", email: invitation.email };
    return await accept(trx, invitation, code, user, principal.client);
  });
}

type Sent = { firstName: string; lastName: string; password: string; timezone: string };

export type AcceptAsNewResult =
  | { status: "accepted"; email: string; slug: string }
  | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
  | { status: "dead_link" }
  /** There is an account with the address: its owner signs in. */
  | { status: "email_taken" };

/** Make an account for the invited address, which the link proves, and accept with it. Of several submits at once one succeeds. */
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
    await lockOrganisation(trx, found.organisation_id);
    const invitation = await findLiveInvitation(trx, code);
    if (invitation === undefined) return { status: "dead_link" };
    const { email } = invitation;
    const userId = await insertUser(trx, {
      email,
      email_verified_at: await databaseNow(trx),
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
    const accepted = await accept(trx, invitation, code, { id: userId, email }, client);
    if (accepted.status !== "accepted") throw new Error("an invitation that was held could not be accepted");
    return { status: "accepted", email, slug: accepted.slug };
  });
}

/** Whether the invited address has an account already. Only who has the link may ask. */
export async function hasAccount(db: Db, email: string): Promise<boolean> {
  return (await findUserByEmail(db, email)) !== undefined;
}

async function accept(
  trx: Db,
  invitation: InvitationRow,
  code: string,
  user: { id: string; email: string },
  client: Client,
): Promise<{ status: "accepted"; slug: string } | { status: "dead_link" }> {
  await lockOrganisation(trx, invitation.organisation_id);
  if (!(await spendInvitation(trx, invitation.id, codeDigest(code), user.id))) return { status: "dead_link" };
  // Who was let in by another way meanwhile keeps the role he or she has.
  if (await seatInvited(trx, invitation, user.id)) {
    await recordActivity(trx, {
      type: "membership.created",
      organisationId: invitation.organisation_id,
      userId: user.id,
      actor: { userId: user.id },
      target: { type: "user", id: user.id, label: user.email },
      after: { role: invitation.role, organisation: invitation.organisation_name },
      client,
    });
  }
  return { status: "accepted", slug: invitation.organisation_slug };
}

function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
