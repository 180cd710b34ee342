import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import type { Db } from "@/db/database";
import { fieldsOf } from "@/db/statement/record";
import { prepareShapes } from "@/db/statement/shapes";
import { statusOf } from "./status";
import { type Given, type Kind, matching, ORDER_COLUMNS, pageOf, type TokenOrder, type TokenPage } from "./token";
import { PUBLIC_COLUMNS, type PublicTokenRow } from "./token-row";

/**
 * What is public of a token as PostgreSQL writes it: for each of its secrets that is not retired a record, mostly one. But for its status
 * nothing in there depends on the moment; `now` is there where that of a secret does, while it is being replaced.
 */
export type TokenRecords = { records: string[]; now: Date | null };

/** What a record has at one place, and how that is read. */
type Column = readonly [of: RawBuilder<unknown>, read: (given: string) => unknown];

const ARRAY_OF_TEXT: number = 1009;
const text = (given: string) => given;
const flag = (given: string) => given === "t";
const list: (given: string) => string[] = pg.types.getTypeParser(ARRAY_OF_TEXT);
const json = (given: string): unknown => JSON.parse(given);

/** A time as seconds since 1970, which PostgreSQL writes in a fourth of the time. Like pg's way it leaves out what is less than a millisecond. */
const time = (of: RawBuilder<unknown>) => [sql`date_part('epoch', ${of})`, readTime] as const;
const readTime = (given: string) => new Date(Math.floor(Math.round(Number(given) * 1e6) / 1e3));
// As it comes inside of JSON.
const timeInside = (of: RawBuilder<unknown>) =>
  [sql`date_part('epoch', ${of})`, (given: string) => readTime(given).toISOString()] as const;

const COLUMNS = {
  id: [sql`token.id`, text],
  label: [sql`token.label`, text],
  description: [sql`token.description`, text],
  contact: [sql`token.contact`, text],
  purpose: [sql`token.purpose`, text],
  kind: [sql`token.kind`, text],
  user_id: [sql`token.user_id`, text],
  organisation_id: [sql`token.organisation_id`, text],
  team_id: [sql`token.team_id`, text],
  application_id: [sql`token.application_id`, text],
  workflow: [sql`token.workflow`, text],
  acts_as: [sql`token.acts_as`, text],
  scopes: [sql`token.scopes`, list],
  reach: [sql`token.reach`, text],
  allowed_networks: [sql`token.allowed_networks`, list],
  may_rotate_itself: [sql`token.may_rotate_itself`, flag],
  created_at: time(sql`token.created_at`),
  imported_at: time(sql`token.imported_at`),
  expires_at: time(sql`token.expires_at`),
  revoked_at: time(sql`token.revoked_at`),
  status: [sql`token.status`, text],
  user_email: [sql`"user".email`, text],
  user_first_name: [sql`"user".first_name`, text],
  user_last_name: [sql`"user".last_name`, text],
  organisation_name: [sql`organisation.name`, text],
  last_used_at: time(sql`last_use.used_at`),
  // Few are limited, and of the others nobody asks.
  limits: [
    sql`case when token.reach = 'limited' then (
      select json_agg(json_build_object('organisation_id', l.organisation_id, 'application_id', l.application_id,
        'environment_id', l.environment_id) order by l.id)
      from access_token_limit l where l.token_id = token.id) end`,
    json,
  ],
} as const satisfies Record<Exclude<keyof PublicTokenRow, "secrets" | "now">, Column>;

const SECRET_COLUMNS = {
  state: [sql`secret.state`, text],
  hint: [sql`secret.hint`, text],
  created_at: timeInside(sql`secret.created_at`),
  retires_at: timeInside(sql`secret.retires_at`),
} as const satisfies Record<keyof PublicTokenRow["secrets"][number], Column>;

const RECORD = sql`row(${sql.join([...Object.values(COLUMNS), ...Object.values(SECRET_COLUMNS)].map(([of]) => of))})::text`;
// "(", a uuid and ",".
const UP_TO_ID = 38;

/**
 * The page is found by the token alone, and only what is on it is joined. One text for each row: PostgreSQL writes and pg reads one value
 * instead of thirty.
 */
const selectPage = prepareShapes((db, kind: Kind & { order: TokenOrder }, given: Given) => {
  const { order } = kind;
  const page = db
    .selectFrom("access_token as token")
    .$if(order.field === "last_used_at", (query) =>
      query.leftJoin("access_token_last_use as last_use", "last_use.token_id", "token.id"),
    )
    .select(PUBLIC_COLUMNS)
    .select([statusOf.as("status"), sql`${ORDER_COLUMNS[order.field]}`.as("place")])
    .$call(matching(kind, given));
  const direction = order.descending ? sql`desc` : sql`asc`;
  return (
    db
      .selectFrom(page.as("token"))
      // Personal tokens are seen by their person alone: who that is, is looked up once for all.
      .leftJoin("user", (join) => {
        const owner = join.onRef("user.id", "=", "token.user_id");
        return given.visibility.userId === undefined ? owner : owner.on("user.id", "=", given.visibility.userId);
      })
      .leftJoin("organisation", "organisation.id", "token.organisation_id")
      .leftJoin("access_token_last_use as last_use", "last_use.token_id", "token.id")
      .leftJoin("access_token_secret as secret", (join) =>
        join.onRef("secret.token_id", "=", "token.id").on(sql<boolean>`secret.state <> 'retired'`),
      )
      .select([
        RECORD.$castTo<string>().as("record"),
        sql<Date | null>`case when secret.state <> 'current' then now() end`.as("now"),
      ])
      .orderBy(sql`token.place ${direction}, token.id ${direction}`)
  );
});

/** One page of the tokens that may be seen and match, and how many there are in all. */
export async function listTokenRecords(
  db: Db,
  page: TokenPage & { order: TokenOrder },
): Promise<{ rows: TokenRecords[]; count: number }> {
  const { order } = page;
  return await pageOf(db, page, async (db, kind, given) => byToken(await selectPage(db, { ...kind, order }, given)));
}

/** Records of one token come one after the other. */
function byToken(rows: readonly { record: string; now: Date | null }[]): TokenRecords[] {
  const tokens: TokenRecords[] = [];
  let id = "";
  for (const { record, now } of rows) {
    const last = tokens.at(-1);
    if (last !== undefined && record.startsWith(id)) {
      last.records.push(record);
      last.now ??= now;
      continue;
    }
    id = record.slice(0, UP_TO_ID);
    tokens.push({ records: [record], now });
  }
  return tokens;
}

const NAMES = Object.keys(COLUMNS).length;

/** The row that the records of a token are. */
export function rowOfRecords({ records, now }: TokenRecords): PublicTokenRow {
  const read = records.map(fieldsOf);
  const [fields = []] = read;
  const secrets = read
    .map((each) => valuesOf(SECRET_COLUMNS, each.slice(NAMES)))
    // A token may have none that is not retired.
    .filter(({ state }) => state !== null)
    // The newest first.
    .sort((one, other) => (String(one.created_at) < String(other.created_at) ? 1 : -1));
  const row = valuesOf(COLUMNS, fields);
  // The columns of a public row by their names, each read as pg reads it. A secret that is not being replaced lives at any moment.
  return { ...row, limits: row.limits ?? [], secrets, now: now ?? new Date(0) } as PublicTokenRow;
}

function valuesOf(columns: Readonly<Record<string, Column>>, fields: readonly (string | null)[]) {
  const values: Record<string, unknown> = {};
  let place = 0;
  for (const name in columns) {
    const field = fields[place++] ?? null;
    values[name] = field === null ? null : columns[name]?.[1](field);
  }
  return values;
}
