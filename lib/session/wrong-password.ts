import { insertRefusedPassword, type RefusedPassword } from "@/db/activity/refusal";
import type { Db } from "@/db/database";
import type { Client } from "@/lib/client";
import { clientNetwork } from "@/lib/client-network";

// A guesser must not be able to flood the log, however many addresses they have.
const NETWORKS_A_DAY = 10;

/**
 * Record a wrong password in the account's activity: once for each network and day, and of ten networks a day at most.
 * @param user null when there is no such account
 */
export async function recordWrongPassword(
  db: Db,
  type: RefusedPassword["type"],
  user: { id: string; email: string } | null,
  client: Client,
): Promise<void> {
  await insertRefusedPassword(db, { type, user, network: clientNetwork(client.address), client }, NETWORKS_A_DAY);
}
