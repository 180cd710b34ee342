import { findSecretForAuthentication, findSecretForAuthenticationById } from "@/db/access-token/authentication";
import { findToken, lockTokens } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { isLookedUp } from "@/lib/access-token/authentication/cache/imported";
import { endedBy } from "@/lib/access-token/authentication/judge";
import { principalOfRow } from "@/lib/access-token/authentication/principal-of-row";
import { undoableUntil } from "@/lib/access-token/rotation/rotation";
import { digestOf } from "@/lib/access-token/secret/secret";
import { ownersOf } from "@/lib/access-token/visibility";
import type { Client } from "@/lib/client";
import { tokenDigestKey } from "@/lib/keys";
import { write } from "@/lib/write";
import { revokeOne } from "./revoke-one";

type Row = NonNullable<Awaited<ReturnType<typeof findSecretForAuthentication>>>;

/**
 * Revoke the token of a secret as if it had done so itself: final. Whoever has the secret may, wherever they are; what keeps the token
 * from being used (it expired, its networks, its owner is deactivated) keeps nobody from ending it, since each of these can end
 * first. A revoke that could be undone becomes permanent. A secret that retired, and one of a token that is revoked for good, change
 * nothing, and neither does one that nobody has. Not a use of the token: a pending secret stays one.
 * @see RFC 7009 §2
 */
export async function revokeBySecret(db: Db, given: string, client: Client): Promise<void> {
  // Of a file that has it, the end of the line comes along.
  const secret = given.trim();
  if (!(await isLookedUp(db, secret))) return;
  const row = await findSecretForAuthentication(db, digestOf(secret, tokenDigestKey().key));
  if (row === undefined || isOver(row)) return;
  const principal = principalOfRow(row, client);
  await write(
    db,
    principal,
    async (trx) => {
      await lockTokens(trx, [row.token_id]);
      // It may have been rotated meanwhile, and this secret may be nobody's any more.
      const present = await findSecretForAuthenticationById(trx, row.secret_id);
      if (present === undefined || isOver(present)) return;
      const token = await findToken(trx, ownersOf(present), row.token_id);
      if (token !== undefined) await revokeOne(trx, principal, token, { kind: "self", reason: null });
    },
    "ending",
  );
}

/** Whether a secret can never let anybody in again. A revoke within the hour may turn out to be final. */
function isOver(row: Row): boolean {
  const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: "by_owner" });
  if (row.maker_leaked_at !== null || (until !== undefined && until <= row.now)) return true;
  return endedBy({ ...row, revoked_at: null }, row.now)?.status === "token_retired";
}
