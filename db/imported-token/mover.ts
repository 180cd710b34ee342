import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "@/db/database";
import { contains } from "@/db/search";

/** How far someone is who has imported tokens: still uses one, has one that nothing uses, or has none any more. */
export const MOVER_STATES = ["using", "unused", "moved"] as const;
export type MoverState = (typeof MOVER_STATES)[number];

/** Someone whose tokens were imported. */
export type MoverRow = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  deactivated_at: Date | null;
  state: MoverState;
  /** How many imported tokens work, and how many of the person's own. */
  imported: number;
  own: number;
  /** When one of the imported ones that work was used last. */
  last_used_at: Date | null;
};

const USED_WITHIN = sql`interval '30 days'`;
const isActive = sql`(t.revoked_at is null and (t.expires_at is null or t.expires_at > now()))`;

// Each person once, with what is left of their imported tokens.
const movers = sql`(
  select m.*, case when m.imported = 0 then 'moved'
    when m.last_used_at > now() - ${USED_WITHIN} then 'using' else 'unused' end as state
  from (
    select t.user_id, (count(*) filter (where ${isActive}))::int as imported,
      max(used.used_at) filter (where ${isActive}) as last_used_at
    from access_token t left join access_token_last_use used on used.token_id = t.id
    where t.imported_at is not null
    group by t.user_id
  ) m
) mover join "user" u on u.id = mover.user_id`;

type MoverFilter = { state?: MoverState | undefined; search: string };

function isMatch({ state, search }: MoverFilter): RawBuilder<SqlBool> {
  const conditions = [state === undefined ? sql<SqlBool>`true` : sql<SqlBool>`mover.state = ${state}`];
  if (search !== "") {
    const name = sql`concat(u.first_name, ' ', u.last_name)`;
    conditions.push(sql<SqlBool>`(${contains(sql`u.email`, search)} or ${contains(name, search)})`);
  }
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** One page of the people whose tokens were imported, who used one last first. */
export async function listMovers(
  db: Db,
  filter: MoverFilter,
  page: { limit: number; offset: number },
): Promise<MoverRow[]> {
  const { rows } = await sql<MoverRow>`
    select u.id, u.email, u.first_name, u.last_name, u.deactivated_at, mover.state, mover.imported, mover.last_used_at,
      (select count(*)::int from access_token t
        where t.user_id = u.id and t.imported_at is null and ${isActive}) as own
    from ${movers} where ${isMatch(filter)}
    order by mover.last_used_at desc nulls last, mover.imported desc, lower(u.email)
    limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

/** How many people there are in each state, and how many of those (`found`) are on the pages of `listMovers`: one statement for all. */
export async function countMovers(
  db: Db,
  filter: MoverFilter,
): Promise<{ counts: Record<MoverState, number>; found: number }> {
  const { rows } = await sql<{ state: MoverState; count: number; found: number }>`
    select mover.state, count(*)::int as count, (count(*) filter (where ${isMatch(filter)}))::int as found
    from ${movers} group by mover.state`.execute(db);
  const counts = { using: 0, unused: 0, moved: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return { counts, found: rows.reduce((sum, { found }) => sum + found, 0) };
}

/** A person's imported tokens that work, who used one last first. */
export async function findImportedOf(
  db: Db,
  userId: string,
  limit: number,
): Promise<{ rows: { id: string; label: string }[]; count: number }> {
  const { rows } = await sql<{ id: string; label: string; count: number }>`
    select t.id, t.label, (count(*) over ())::int as count
    from access_token t left join access_token_last_use used on used.token_id = t.id
    where t.user_id = ${userId} and t.imported_at is not null and ${isActive}
    order by used.used_at desc nulls last, t.id limit ${limit}`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}
