import { makeRevokeFinal, markLeaked, markRevoked } from "@/db/access-token/revoke";
import type { TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { recordTokenActivity } from "@/lib/access-token/activity/record";
import { type LeakedToken, leakFacts, leakReason } from "@/lib/access-token/leak/message";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import { type Principal, type Starter, userIdOf } from "@/lib/authorization/principal";
import { notifyTokenRevoked } from "@/lib/notice/notify/token";

export type RevokeKind = "by_owner" | "leaked" | "self";

type As = {
  kind: RevokeKind;
  reason: string | null;
  /** The token that leaked, where this one goes along because it was made with that. */
  madeWith?: LeakedToken;
  /** Someone reported its secret without saying who they are, and perhaps where it was. */
  report?: { place: string | null };
};

/**
 * Revoke one locked token, record it and notify those who look after it. A leak, and whoever has the secret, make an earlier revoke
 * permanent.
 * @returns whether it was not revoked before
 */
export async function revokeOne(trx: Db, principal: Principal | Starter, token: TokenRow, as: As): Promise<boolean> {
  const isSource = as.kind === "leaked" && as.madeWith === undefined;
  const by = { userId: userIdOf(principal) ?? null, isSource, isReported: as.report !== undefined };
  const revoked = await markRevoked(trx, token.id, { ...by, kind: as.kind, reason: as.reason });
  const isMadeFinal = !revoked && (await makeFinal(trx, token.id, as, by));
  if (!revoked && !isMadeFinal) return false;
  await recordTokenActivity(trx, principal, token, {
    type: "access_token.revoked",
    after: {
      revoke_kind: as.kind,
      ...(as.reason === null ? {} : { reason: as.reason }),
      ...(as.madeWith === undefined ? {} : leakFacts(as.madeWith, leakReason(as.madeWith))),
      ...(as.report === undefined ? {} : { reported: true }),
    },
  });
  // The end of an expired token is no news to anyone.
  if (revoked && token.status === "active") {
    await notifyTokenRevoked(trx, principal, token, { ...as, isAlarm: isSource });
  }
  return revoked;
}

async function makeFinal(trx: Db, id: string, { kind, reason }: As, by: { userId: string | null }): Promise<boolean> {
  switch (kind) {
    case "leaked":
      return await markLeaked(trx, id, by);
    case "self":
      return await makeRevokeFinal(trx, id, { userId: by.userId, kind, reason }, UNDOABLE_FOR_MINUTES);
    case "by_owner":
      return false;
  }
}
