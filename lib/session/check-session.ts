import { findLiveSession, type LiveSession, touchSession } from "@/db/account/session";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";

const TOUCH_AFTER_MS = 60_000;

/**
 * The person of a session that is live at this moment: not ended, seen within 14 days, begun within 90, its user not
 * deactivated. Records that it was seen, at most once a minute.
 */
export async function checkSession(db: Db, id: string, client: Client): Promise<SessionPrincipal | undefined> {
  const row = await findLiveSession(db, id);
  if (row === undefined) return undefined;
  if (row.now.getTime() - row.last_seen_at.getTime() > TOUCH_AFTER_MS) {
    // Recording that must never make a page fail.
    await touchSession(db, id, client.address).catch((error) =>
      console.error(`session: last seen was not recorded (${error instanceof Error ? error.message : error})`),
    );
  }
  return principalOfSession(row, client);
}

/** The person that a live session is. */
export function principalOfSession(row: LiveSession, client: Client): SessionPrincipal {
  return {
    type: "session",
    user: {
      id: row.user_id,
      email: row.email,
      firstName: row.first_name,
      lastName: row.last_name,
      timezone: row.timezone,
      singleKeyShortcuts: row.single_key_shortcuts,
    },
    session: { id: row.id, authenticatedAt: row.authenticated_at, method: row.method },
    organisations: row.organisations.map(({ is_platform, applications, team_ids, ...organisation }) => ({
      ...organisation,
      isPlatform: is_platform,
      applications: organisation.role === "guest" ? applications : null,
      teamIds: team_ids,
    })),
    now: row.now,
    client,
  };
}
