import { endCodes } from "@/db/account/one-time-code";
import { lockUser, markEmailVerified } from "@/db/account/user";
import type { Db, Row } from "@/db/database";
import { type Actor, recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { closeAccount, type EndedBeforeProof, endBeforeProof } from "./end-before-proof";

type User = Row<"user">;

type Proof<By extends string> = { by: By; actor: Actor; client: Client; now: Date };

/**
 * Lock the row of an account whose address is about to be proved by someone who need not be the person who uses it. While it is
 * unproved, nothing is created in the account meanwhile.
 */
export async function lockUserForProof(trx: Db, id: string, isProved: boolean): Promise<User | undefined> {
  if (!isProved) await closeAccount(trx, id);
  return await lockUser(trx, id);
}

/**
 * Record a proof of an account's address from outside: by a mailed link without the account's password, or by the operator. The
 * first proof ends everything that was there before, a later one changes nothing. Lock the row with `lockUserForProof`.
 * @returns what ended; undefined when the address was proved before
 */
export async function proveFromOutside(
  trx: Db,
  user: User,
  proof: Proof<"reset_password" | "operator">,
): Promise<EndedBeforeProof | undefined> {
  if (user.email_verified_at !== null || !(await markEmailVerified(trx, user.id))) return undefined;
  const ended = await endBeforeProof(trx, user, proof.actor, proof.client);
  await record(trx, user, proof, {
    ended_sessions: ended.sessions,
    revoked_tokens: ended.tokens,
    disconnected_identities: ended.identities,
    ended_organisation_tokens: ended.organisationTokens,
  });
  return ended;
}

/**
 * Record that the person who uses an account, and has just proved to be its user, proved its address: everything stays. The row
 * must be locked.
 */
export async function proveFromInside(
  trx: Db,
  user: User,
  proof: Proof<"link" | "invitation" | "identity">,
): Promise<void> {
  if (user.email_verified_at === null && (await markEmailVerified(trx, user.id))) await record(trx, user, proof, {});
}

async function record(trx: Db, user: User, proof: Proof<string>, ended: Record<string, number>): Promise<void> {
  await endCodes(trx, "prove_address", { userId: user.id, email: user.email }, proof.now);
  await recordActivity(trx, {
    type: "user.address_proved",
    userId: user.id,
    actor: proof.actor,
    target: { type: "user", id: user.id, label: user.email },
    after: { by: proof.by, ...ended },
    client: proof.client,
  });
}
