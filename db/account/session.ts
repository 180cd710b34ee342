import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";
import { preparedOnce } from "@/db/prepared";

// An idle session is forgotten after two weeks, any session after a quarter (NIST SP 800-63B allows less only for
// higher assurance, which asks for the password again anyway).
const LIVE = sql<boolean>`session.ended_at is null
  and session.last_seen_at > now() - interval '14 days'
  and session.created_at > now() - interval '90 days'`;

export type SessionOrganisation = {
  id: string;
  name: string;
  slug: string;
  role: Row<"membership">["role"];
  is_platform: boolean;
  /** What a guest was added to. */
  applications: { id: string; access: "read" | "write" }[];
  team_ids: string[];
};

export type LiveSession = NonNullable<Awaited<ReturnType<typeof findLiveSession>>>;

/** A live session with its user, their organisations and the database's clock, in one query. */
export const findLiveSession = preparedOnce((db, id: string) =>
  db
    .selectFrom("session")
    .innerJoin("user", "user.id", "session.user_id")
    .select([
      "session.id",
      "session.authenticated_at",
      "session.last_seen_at",
      "session.method",
      "user.id as user_id",
      "user.email",
      "user.first_name",
      "user.last_name",
      "user.timezone",
      "user.single_key_shortcuts",
      sql<Date>`now()`.as("now"),
      sql<SessionOrganisation[]>`(
        select coalesce(json_agg(json_build_object(
          'id', o.id, 'name', o.name, 'slug', o.slug, 'role', m.role, 'is_platform', o.is_platform,
          'applications', (select coalesce(json_agg(json_build_object('id', c.application_id, 'access', c.access)), '[]')
            from application_collaborator c
            where c.user_id = m.user_id and c.organisation_id = m.organisation_id and m.role = 'guest'),
          'team_ids', (select coalesce(json_agg(t.team_id), '[]') from team_member t
            where t.user_id = m.user_id and t.organisation_id = m.organisation_id)
        ) order by lower(o.name)), '[]')
        from membership m join organisation o on o.id = m.organisation_id
        where m.user_id = "user".id
      )`.as("organisations"),
    ])
    .where("session.id", "=", id)
    .where("user.deactivated_at", "is", null)
    .where(LIVE),
);

/** Whether a session was ended by its person, by a change of the password or the like; false for one that is idle or too old. */
export async function wasEnded(db: Db, id: string): Promise<boolean> {
  const ended = await db
    .selectFrom("session")
    .select("id")
    .where("id", "=", id)
    .where("ended_at", "is not", null)
    .executeTakeFirst();
  return ended !== undefined;
}

/** Record that a session was used, at most once a minute however many requests come at once. */
export async function touchSession(db: Db, id: string, address: string | null): Promise<void> {
  await db
    .updateTable("session")
    .set({ last_seen_at: sql`now()`, address: sql`coalesce(${address}::inet, address)` })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .where(sql<boolean>`last_seen_at < now() - interval '1 minute'`)
    .execute();
}

/** @param authenticatedAt when the person proved their identity, if that was earlier than now */
export async function insertSession(
  db: Db,
  row: Pick<NewRow<"session">, "user_id" | "method" | "address" | "user_agent">,
  authenticatedAt: Date | null = null,
): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("session")
    .values({ ...row, id, authenticated_at: sql`least(now(), ${authenticatedAt}::timestamptz)` })
    .execute();
  return id;
}

/** Where someone has signed in from before, one row for each user agent and address, however long the sessions are over. */
export async function findSignInPlaces(
  db: Db,
  userId: string,
): Promise<{ address: string | null; user_agent: string }[]> {
  return await db
    .selectFrom("session")
    .select(["address", "user_agent"])
    .distinct()
    .where("user_id", "=", userId)
    .execute();
}

/** The live sessions of a user, the most recently seen first. */
export async function findLiveSessionsOfUser(db: Db, userId: string): Promise<Row<"session">[]> {
  return await db
    .selectFrom("session")
    .selectAll()
    .where("user_id", "=", userId)
    .where(LIVE)
    .orderBy("last_seen_at", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** Record that the person of this session has proved their identity again. */
export async function markAuthenticated(db: Db, id: string, method: Row<"session">["method"]): Promise<void> {
  await db.updateTable("session").set({ authenticated_at: sql`now()`, method }).where("id", "=", id).execute();
}

/** End one session of a user. @returns it, or undefined when it has ended already or is someone else's */
export async function endSessionOfUser(db: Db, userId: string, id: string): Promise<Row<"session"> | undefined> {
  return await db
    .updateTable("session")
    .set({ ended_at: sql`now()` })
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .returningAll()
    .executeTakeFirst();
}

/** End the sessions of a user, all but `exceptId`. @returns how many of them were live */
export async function endSessionsOfUser(db: Db, userId: string, exceptId?: string): Promise<number> {
  let query = db
    .updateTable("session")
    .set({ ended_at: sql`now()` })
    .where("user_id", "=", userId)
    .where("ended_at", "is", null);
  if (exceptId !== undefined) query = query.where("id", "!=", exceptId);
  const ended = await query.returning(LIVE_BEFORE.as("was_live")).execute();
  return ended.filter((row) => row.was_live).length;
}

const LIVE_BEFORE = sql<boolean>`last_seen_at > now() - interval '14 days' and created_at > now() - interval '90 days'`;
