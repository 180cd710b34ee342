import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

type Event = "insert" | "update" | "delete";
type Watched = {
  table: string;
  on: readonly Event[];
  /** `t` token, `u` user, `o` organisation, `d` digest of a secret, `l` a leak. */
  kind: "t" | "u" | "o" | "d" | "l";
  /** Which one, as an expression over a row. */
  subject: string;
  /** What is read of a row. Another column is changed without a notice. */
  columns: readonly string[];
  /** Rows that it is about; left out: all. */
  only?: string;
};

const ALL: readonly Event[] = ["insert", "update", "delete"];
const DIGEST = "encode(digest, 'hex')";

/** Each table that the look-up of a secret reads, and what it reads there. A token or a user that is new is in no cache. */
const WATCHED: readonly Watched[] = [
  {
    table: "access_token",
    on: ["update", "delete"],
    kind: "t",
    subject: "id",
    columns: [
      "id",
      "user_id",
      "organisation_id",
      "label",
      "kind",
      "scopes",
      "purpose",
      "description",
      "expiration_set_at",
      "reach",
      "acts_as",
      "team_id",
      "application_id",
      "allowed_networks",
      "may_rotate_itself",
      "expires_at",
      "revoked_at",
      "created_by_token_id",
      "created_at",
    ],
  },
  // It ends what comes from it, by any number of steps: whoever remembers such a token asks about it again.
  {
    table: "access_token",
    on: ["update"],
    kind: "l",
    subject: "'00000000-0000-0000-0000-000000000000'::uuid",
    columns: ["id", "revoke_kind"],
    only: "revoke_kind = 'leaked'",
  },
  {
    table: "access_token_secret",
    on: ["update", "delete"],
    kind: "t",
    subject: "token_id",
    columns: ["id", "token_id", "digest", "state", "created_at", "retires_at", "created_by_token_id"],
  },
  // A secret that nobody had until now.
  { table: "access_token_secret", on: ["insert", "update"], kind: "d", subject: DIGEST, columns: ["digest"] },
  {
    table: "access_token_limit",
    on: ALL,
    kind: "t",
    subject: "token_id",
    columns: ["id", "token_id", "organisation_id", "application_id", "environment_id"],
  },
  {
    table: "access_token_organisation",
    on: ALL,
    kind: "t",
    subject: "token_id",
    columns: ["token_id", "organisation_id", "state", "reason"],
  },
  {
    table: "user",
    on: ["update", "delete"],
    kind: "u",
    subject: "id",
    columns: ["id", "email", "first_name", "last_name", "timezone", "created_at", "deactivated_at"],
  },
  {
    table: "organisation",
    on: ["update", "delete"],
    kind: "o",
    subject: "id",
    columns: ["id", "name", "slug", "is_platform", "created_at"],
  },
  { table: "membership", on: ALL, kind: "u", subject: "user_id", columns: ["user_id", "organisation_id", "role"] },
  { table: "team_member", on: ALL, kind: "u", subject: "user_id", columns: ["user_id", "organisation_id", "team_id"] },
  {
    table: "application_collaborator",
    on: ALL,
    kind: "u",
    subject: "user_id",
    columns: ["user_id", "organisation_id", "application_id", "access"],
  },
  {
    table: "organisation_policy",
    on: ALL,
    kind: "o",
    subject: "organisation_id",
    columns: [
      "organisation_id",
      "personal_tokens_allowed",
      "all_access_allowed",
      "expiration_required",
      "purpose_required",
      "longest_lifetime_seconds",
      "allowed_networks",
      "full_access_by_grant",
      "enforced_from",
    ],
    // Versions that begin later too: what is cached ends when they begin.
    only: "enforced_from is not null",
  },
];

// Its arguments: kind, subject, columns, rows. A payload has less than 8000 bytes: a hundred digests have 6500.
const FUNCTIONS = `
create function principal_changed() returns trigger language plpgsql as $$
declare
  before_ text := format('select %s as subject, %s from before_rows where %s', tg_argv[1], tg_argv[2], tg_argv[3]);
  after_ text := format('select %s as subject, %s from after_rows where %s', tg_argv[1], tg_argv[2], tg_argv[3]);
  changed text[];
  rows_ bigint;
begin
  execute format(
    'select array_agg(distinct subject), count(*) from (select subject::text from (%s) as changed limit 5001) as first_ones',
    case tg_op
      when 'INSERT' then after_
      when 'DELETE' then before_
      else format('(%1$s except %2$s) union all (%2$s except %1$s)', before_, after_)
    end
  ) into changed, rows_;
  if rows_ > 5000 or cardinality(changed) > 1000 then
    perform pg_notify('latchkey_principal', '*');
    return null;
  end if;
  for n in 1 .. coalesce(cardinality(changed), 0) by 100 loop
    perform pg_notify('latchkey_principal', tg_argv[0] || array_to_string(changed[n : n + 99], ','));
  end loop;
  return null;
end
$$
--
create function principal_truncated() returns trigger language plpgsql as $$
begin
  perform pg_notify('latchkey_principal', '*');
  return null;
end
$$
`;

const ROWS: Record<Event, string> = {
  insert: "new table as after_rows",
  update: "old table as before_rows new table as after_rows",
  delete: "old table as before_rows",
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function triggersOf({ table, on, kind, subject, columns, only = "true" }: Watched): string[] {
  const given = [kind, subject, columns.join(", "), only].map(quoted).join(", ");
  return on.map(
    (event) => `create trigger principal_changed_${kind}_${event} after ${event} on "${table}"
      referencing ${ROWS[event]} for each statement execute function principal_changed(${given})`,
  );
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(FUNCTIONS)) await sql.raw(statement).execute(db);
  for (const trigger of WATCHED.flatMap(triggersOf)) await sql.raw(trigger).execute(db);
  for (const table of new Set(WATCHED.map((watched) => watched.table))) {
    await sql
      .raw(
        `create trigger principal_truncated after truncate on "${table}"
          for each statement execute function principal_truncated()`,
      )
      .execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // Their triggers with them.
  await sql`drop function principal_changed(), principal_truncated() cascade`.execute(db);
}
