import { wasEnded } from "@/db/account/session";
import type { Db } from "@/db/database";
import { accountGate, lockGateShared } from "@/db/gate";
import type { SessionPrincipal } from "@/lib/authorization/principal";

/**
 * Hold the account of a session, which was live when the request came, until the end of the transaction against what ends everything
 * in it (`endBeforeProof`). What a session makes that outlives it, such as a token, begins with it.
 * @returns whether the session was not ended meanwhile
 */
export async function lockSession(trx: Db, principal: SessionPrincipal): Promise<boolean> {
  await lockGateShared(trx, [accountGate(principal.user.id)]);
  return !(await wasEnded(trx, principal.session.id));
}
