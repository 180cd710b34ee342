import { markSecretStored } from "@/db/access-token/secret";
import { lockToken, seesToken } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { visibilityOf } from "@/lib/access-token/visibility";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { write } from "@/lib/write";

/**
 * Record that a secret which a page showed to this person is stored. Only that person can confirm it. It changes nothing that
 * the token may do, so the activity does not mention it.
 * @param hint of the secret; a retired one needs no confirmation, and is not found
 */
export async function confirmStored(
  db: Db,
  principal: SessionPrincipal,
  id: string,
  hint: string,
): Promise<"stored" | "not_found"> {
  if (!(await seesToken(db, visibilityOf(principal), id))) return "not_found";
  return await write(db, principal, async (trx) => {
    // A concurrent replacement of the unstored secret either sees this, or comes first.
    await lockToken(trx, id);
    const secret = { token_id: id, hint, created_by_user_id: principal.user.id };
    return (await markSecretStored(trx, secret)) ? "stored" : "not_found";
  });
}
