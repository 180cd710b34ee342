import { endSessionOfUser, endSessionsOfUser } from "@/db/account/session";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { write } from "@/lib/write";

/** End one session of the signed-in person: this one or another. Someone else's is unknown, like one that never existed. */
export async function endSession(db: Db, principal: SessionPrincipal, id: string): Promise<"ended" | "not_found"> {
  return await write(db, principal, async (trx) => {
    const session = await endSessionOfUser(trx, principal.user.id, id);
    if (session === undefined) return "not_found";
    await recordActivity(trx, {
      type: "session.ended",
      userId: principal.user.id,
      actor: { userId: principal.user.id },
      target: { type: "session", id, label: session.user_agent },
      client: principal.client,
    });
    return "ended";
  });
}

/** Sign out everywhere but here. @returns how many sessions were live */
export async function endOtherSessions(db: Db, principal: SessionPrincipal): Promise<number> {
  return await write(db, principal, async (trx) => {
    const ended = await endSessionsOfUser(trx, principal.user.id, principal.session.id);
    await recordActivity(trx, {
      type: "session.ended_elsewhere",
      userId: principal.user.id,
      actor: { userId: principal.user.id },
      after: { sessions: ended },
      client: principal.client,
    });
    return ended;
  });
}
