import { markLeakFinished } from "@/db/access-token/revoke";
import type { Db } from "@/db/database";
import type { Principal, Starter } from "@/lib/authorization/principal";
import { notifyLeak } from "@/lib/notice/notify/leak";
import type { LeakedToken } from "./message";
import { revokeMadeWith } from "./revoke-made";
import { withdrawGrants } from "./withdraw-grants";

/**
 * End all that a leaked token made, once it is revoked itself, and tell the owners of each organisation what else it changed. Each
 * step can be done again: what is ended stays so, and nobody is told twice.
 * @returns the ids of the tokens that were revoked along with it
 */
export async function endLeak(db: Db, principal: Principal | Starter, leaked: LeakedToken): Promise<string[]> {
  // A link that somebody could use this minute comes before tokens, of which there may be thousands.
  await withdrawGrants(db, principal, leaked);
  const revoked = await revokeMadeWith(db, principal, leaked);
  // What those had under way when they ended is there by now.
  await withdrawGrants(db, principal, leaked);
  await notifyLeak(db, principal, leaked);
  await markLeakFinished(db, leaked.id);
  return revoked;
}
