import { endSessionsOfUser } from "@/db/account/session";
import { deactivateUser, findUserByEmail } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";

/** Deactivate an account for the operator: its sessions end, and its tokens are refused from now on. */
export async function deactivate(
  db: Db,
  email: string,
  client: Client,
): Promise<
  { status: "deactivated"; endedSessions: number } | { status: "not_found" } | { status: "deactivated_already" }
> {
  return await db.transaction().execute(async (trx) => {
    const user = await findUserByEmail(trx, email);
    if (user === undefined) return { status: "not_found" };
    if (!(await deactivateUser(trx, user.id))) return { status: "deactivated_already" };
    const endedSessions = await endSessionsOfUser(trx, user.id);
    await recordActivity(trx, {
      type: "user.deactivated",
      userId: user.id,
      actor: {},
      target: { type: "user", id: user.id, label: user.email },
      after: { ended_sessions: endedSessions },
      client,
    });
    return { status: "deactivated", endedSessions };
  });
}
