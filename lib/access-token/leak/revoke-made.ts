import { findIdsMadeWith, type Revival } from "@/db/access-token/revoke";
import { findTokens, lockTokens, type TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { EXTENDABLE_FOR_DAYS } from "@/lib/access-token/lifetime/lifetime";
import type { Principal, Starter } from "@/lib/authorization/principal";
import { write } from "@/lib/write";
import { revokeOne } from "../revocation/revoke-one";
import { UNDOABLE_FOR_MINUTES, undoableUntil } from "../rotation/rotation";
import { type LeakedToken, leakReason } from "./message";

const AT_ONCE = 100;

/** Tokens that could come back, and so have to be revoked with a leaked one. */
export const REVIVAL: Revival = { extendableDays: EXTENDABLE_FOR_DAYS, undoableMinutes: UNDOABLE_FOR_MINUTES };

/**
 * Revoke as leaked what was made with a token that leaked, or with that in turn. Some at a time: a job that makes a token for each
 * run has made tens of thousands.
 * @returns the ids of those that this has ended
 */
export async function revokeMadeWith(db: Db, principal: Principal | Starter, leaked: LeakedToken): Promise<string[]> {
  const revoked: string[] = [];
  // Looked for again after each round, to find what was being created when the token ended.
  for (;;) {
    const ids = await findIdsMadeWith(db, leaked.id, REVIVAL);
    if (ids.length === 0) return revoked;
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      await write(
        db,
        principal,
        async (trx) => {
          await lockTokens(trx, some);
          for (const made of await findTokens(trx, "all", some)) {
            if (isFinal(made)) continue;
            const as = { kind: "leaked", reason: leakReason(leaked), madeWith: leaked } as const;
            if (await revokeOne(trx, principal, made, as)) revoked.push(made.id);
          }
        },
        "ending",
      );
    }
  }
}

// A revoke that could still be undone must not bring back what a leaked token made.
function isFinal(row: TokenRow): boolean {
  if (row.status !== "revoked") return false;
  const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: row.revoke_kind });
  return until === undefined || until <= row.now;
}
