import { wasEnded } from "@/db/account/session";
import type { Db } from "@/db/database";
import { accountGate, lockGateShared } from "@/db/gate";
import type { SessionPrincipal } from "@/lib/authorization/principal";

/**
 * Lock the account of a session, which was live when the request came, against `endBeforeProof` until the transaction ends.
 * Anything that a session creates and that outlives it, such as a token, begins with this.
 * @returns whether the session was not ended meanwhile
 */
export async function lockSession(trx: Db, principal: SessionPrincipal): Promise<boolean> {
  await lockGateShared(trx, [accountGate(principal.user.id)]);
  return !(await wasEnded(trx, principal.session.id));
}
