import { findUserByIdentity, insertIdentity, markIdentityUsed } from "@/db/account/oidc-identity";
import { hasUser, insertUser } from "@/db/account/user";
import { databaseNow } from "@/db/clock";
import type { Db, Row } from "@/db/database";
import { accountGate, lockGateShared } from "@/db/gate";
import { lockInvitationOf } from "@/db/organisation/invitation-acceptance";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { createOwnOrganisation } from "@/lib/organisation/create-own";
import { startSession } from "@/lib/session/sign-in";
import type { Identity } from "./identity";

export type OidcSignInResult =
  | { status: "signed_in"; sessionId: string }
  /** No account is connected to the identity, and none may be, or can be, made for it. */
  | { status: "unknown_identity" }
  /** An account has the same e-mail address. Its owner connects the identity after signing in; an address proves nothing. */
  | { status: "email_taken" }
  | { status: "email_unverified" }
  | { status: "deactivated" };

/**
 * Sign in someone whom the provider knows. A connected identity signs in; an unknown one makes an account where `signup` is
 * open or the e-mail address is invited, the provider says that it is the person's, and no account has it.
 */
export async function signInWithIdentity(
  db: Db,
  identity: Identity,
  signup: "open" | "invite",
  client: Client,
): Promise<OidcSignInResult> {
  return await db.transaction().execute(async (trx) => {
    return (await signInConnected(trx, identity, signup, client)) ?? (await signUp(trx, identity, signup, client));
  });
}

async function signInConnected(
  trx: Db,
  identity: Identity,
  signup: "open" | "invite",
  client: Client,
): Promise<OidcSignInResult | undefined> {
  const found = await findUserByIdentity(trx, identity);
  if (found === undefined) return undefined;
  // Read again under the lock: the identity may have been disconnected by the first proof of the account's address.
  await lockGateShared(trx, [accountGate(found.id)]);
  const user = await findUserByIdentity(trx, identity);
  if (user === undefined) return undefined;
  if (user.deactivated_at !== null) return { status: "deactivated" };
  await markIdentityUsed(trx, identity);
  const isProved = user.email_verified_at !== null;
  if (signup === "open" && isProved) await createOwnOrganisation(trx, personOf(user), client);
  return { status: "signed_in", sessionId: await startSession(trx, user, "oidc", client, identity.authenticatedAt) };
}

async function signUp(
  trx: Db,
  identity: Identity,
  signup: "open" | "invite",
  client: Client,
): Promise<OidcSignInResult> {
  // The first account is created at /setup by someone with the code, not by the first visitor.
  if (!(await hasUser(trx))) return { status: "unknown_identity" };
  const email = identity.emailVerified ? identity.email : null;
  if (signup === "invite" && (email === null || !(await lockInvitationOf(trx, email)))) {
    return { status: "unknown_identity" };
  }
  if (email === null) return { status: "email_unverified" };
  const userId = await insertUser(trx, {
    email,
    email_verified_at: await databaseNow(trx),
    first_name: identity.firstName,
    last_name: identity.lastName,
    timezone: identity.timezone,
  });
  // The address was taken, perhaps a moment ago by the other of two clicks.
  if (userId === undefined) return (await signInConnected(trx, identity, signup, client)) ?? { status: "email_taken" };
  await insertIdentity(trx, { user_id: userId, issuer: identity.issuer, subject: identity.subject, email });
  const user = { id: userId, email };
  await recordActivity(trx, {
    type: "user.created",
    userId,
    actor: { userId },
    target: { type: "user", id: userId, label: email },
    after: { issuer: identity.issuer },
    client,
  });
  const { firstName, lastName } = identity;
  // An invited person finds the invitation, and belongs to its organisation once they accept.
  if (signup === "open") await createOwnOrganisation(trx, { ...user, firstName, lastName }, client);
  return { status: "signed_in", sessionId: await startSession(trx, user, "oidc", client, identity.authenticatedAt) };
}

function personOf(row: Row<"user">) {
  return { id: row.id, email: row.email, firstName: row.first_name, lastName: row.last_name };
}
