import { markLeakFinished } from "@/db/access-token/revoke";
import type { Db } from "@/db/database";
import type { Principal, Starter } from "@/lib/authorization/principal";
import { notifyLeak } from "@/lib/notice/notify/leak";
import type { LeakedToken } from "./message";
import { revokeMadeWith } from "./revoke-made";
import { withdrawGrants } from "./withdraw-grants";

/**
 * End everything that a leaked token made, once it is revoked itself, and notify the owners of each organisation of what else
 * it changed. Every step can be repeated: nothing is ended twice, and nobody notified twice.
 * @returns the ids of the tokens that were revoked along with it
 */
export async function endLeak(db: Db, principal: Principal | Starter, leaked: LeakedToken): Promise<string[]> {
  // Links that someone could use right now come before tokens, of which there may be thousands.
  await withdrawGrants(db, principal, leaked);
  const revoked = await revokeMadeWith(db, principal, leaked);
  // Changes that those had under way when they ended are visible by now.
  await withdrawGrants(db, principal, leaked);
  await notifyLeak(db, principal, leaked);
  await markLeakFinished(db, leaked.id);
  return revoked;
}
