import { findTokensKnownTo, type KnownToken, leaveToOtherSecret } from "@/db/access-token/known-secret";
import { markLeaked, markRevoked } from "@/db/access-token/revoke";
import type { Db, Row } from "@/db/database";
import { REVIVAL } from "@/lib/access-token/leak/revoke-made";
import { PENDING_LAPSES_AFTER_DAYS } from "@/lib/access-token/rotation/rotation";
import { type Actor, recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { notifyUnprovedEnded } from "@/lib/notice/notify/unproved";

export type Unproved = Pick<Row<"user">, "id" | "email" | "first_name" | "last_name">;

const REASON = "Its secret was generated before the e-mail address of the account that has it was confirmed";

const LIVES = { ...REVIVAL, pendingDays: PENDING_LAPSES_AFTER_DAYS };

/** The tokens of organisations of which an account has a secret. */
export async function findTokensOf(db: Db, userId: string): Promise<KnownToken[]> {
  return await findTokensKnownTo(db, userId, LIVES);
}

/**
 * End what an account has of organisations' tokens. One of which nobody else has a secret is revoked, as leaked: what it made and
 * granted goes along within a minute (`finishLeaks`). Of one that was rotated by somebody else, or was somebody else's before, only the
 * account's own secret ends. Owners, and those who look after the tokens, are told. Call it under `closeAccount`.
 * @returns how many tokens it was about, of those that were active
 */
export async function endOrganisationTokens(trx: Db, user: Unproved, actor: Actor, client: Client): Promise<number> {
  const tokens = await findTokensOf(trx, user.id);
  for (const token of tokens) {
    const type = await endOne(trx, token, actor);
    await recordActivity(trx, {
      type,
      organisationId: token.organisation_id,
      applicationId: token.application_id,
      actor,
      target: { type: "access_token", id: token.id, label: token.label },
      after: { ...(type === "access_token.revoked" ? { revoke_kind: "leaked" } : {}), reason: REASON },
      client,
    });
  }
  const active = tokens.filter((token) => token.is_active);
  await notifyUnprovedEnded(trx, user, active);
  return active.length;
}

async function endOne(trx: Db, { id, known, other }: KnownToken, actor: Actor): Promise<string> {
  if (other !== null) {
    await leaveToOtherSecret(trx, { known, other });
    return "access_token.secret_ended";
  }
  const by = { userId: actor.userId ?? null, isSource: true };
  // A revoke that could be undone becomes permanent.
  if (!(await markRevoked(trx, id, { ...by, kind: "leaked", reason: REASON }))) await markLeaked(trx, id, by);
  return "access_token.revoked";
}
