import { z } from "zod";
import { databaseNow } from "@/db/clock";
import type { Db, Row } from "@/db/database";
import type { InvitationRow } from "@/db/invitation";
import { findInvitationByDigest, seatInvited, spendInvitation } from "@/db/invitation-acceptance";
import { lockOrganisation } from "@/db/organisation";
import { findUser, insertUser, markEmailVerified } from "@/db/user";
import { personName } from "@/lib/access-token/json";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { tellInvitationAccepted } from "@/lib/notice/tell-member";
import { codeDigest } from "@/lib/one-time-code/code";
import { hashPassword } from "@/lib/password/hash";
import type { SessionPrincipal } from "@/lib/principal";
import { signUpInput } from "@/lib/signup/sign-up";
import { isSameAddress } from "./address";
import { findLiveInvitation, hasAccepted } from "./open";

export type AcceptResult =
  | { status: "accepted"; slug: string }
  /** Used, revoked, replaced by a newer one, or older than seven days. */
  | { status: "dead_link" }
  /** The invitation is for another address than that of the person's account. */
  | { status: "other_address"; email: string };

/**
 * Accept an invitation as the signed-in person, whose address must be the invited one, in any case. Whoever accepted it before
 * and still belongs to the organisation is told so again: a second click changes nothing.
 */
export async function acceptInvitation(db: Db, principal: SessionPrincipal, code: string): Promise<AcceptResult> {
  return await db.transaction().execute(async (trx): Promise<AcceptResult> => {
    const invitation = await holdInvitation(trx, code);
    const user = await findUser(trx, principal.user.id);
    if (invitation === undefined || user === undefined || user.deactivated_at !== null) return { status: "dead_link" };
    if (invitation.state !== "pending") {
      const accepted = await hasAccepted(trx, invitation, user.id);
      return accepted ? { status: "accepted", slug: invitation.organisation_slug } : { status: "dead_link" };
    }
    if (!isSameAddress(user.email, invitation.email)) return { status: "other_address", email: invitation.email };
    await seat(trx, invitation, personOf(user), principal.client);
    // Whoever has a link that was mailed to an address could open the mail.
    if (invitation.is_mailed) await markEmailVerified(trx, user.id);
    return { status: "accepted", slug: invitation.organisation_slug };
  });
}

type Sent = { firstName: string; lastName: string; password: string; timezone: string };

export type AcceptAsNewResult =
  | { status: "accepted"; email: string; slug: string }
  | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
  | { status: "dead_link" }
  /** There is an account with the address: its owner signs in. */
  | { status: "email_taken" };

/**
 * Make an account for the invited address, and accept with it. A link that was mailed there proves the address; one that was
 * handed over by hand does not. Of several submits at once one succeeds.
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
    const invitation = await holdInvitation(trx, code);
    if (invitation?.state !== "pending") return { status: "dead_link" };
    const { email } = invitation;
    const userId = await insertUser(trx, {
      email,
      email_verified_at: invitation.is_mailed ? await databaseNow(trx) : null,
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

/** The invitation of a link, in whatever state, held with its organisation until the end of the transaction. */
async function holdInvitation(trx: Db, code: string): Promise<InvitationRow | undefined> {
  const digest = codeDigest(code);
  const found = await findInvitationByDigest(trx, digest);
  if (found === undefined) return undefined;
  await lockOrganisation(trx, found.organisation_id);
  return await findInvitationByDigest(trx, digest);
}

/** Spend an invitation that is held and was open when it was, and let the person in. */
async function seat(trx: Db, invitation: InvitationRow, user: Person, client: Client): Promise<void> {
  await spendInvitation(trx, invitation.id, user.id);
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
    const { id, email, role, invited_by_user_id: invitedByUserId } = invitation;
    const organisation = { name: invitation.organisation_name, slug: invitation.organisation_slug };
    await tellInvitationAccepted(trx, { id, email, role, invitedByUserId }, organisation, personName(user));
  }
}

type Person = { id: string; email: string; firstName: string; lastName: string };

function personOf(row: Row<"user">): Person {
  return { id: row.id, email: row.email, firstName: row.first_name, lastName: row.last_name };
}
