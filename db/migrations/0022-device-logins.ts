import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // The session without a foreign key: it may be removed while this is still kept.
  await sql`create table device_login (
    id uuid primary key,
    device_digest bytea not null unique check (octet_length(device_digest) = 32),
    user_code_digest bytea not null unique check (octet_length(user_code_digest) = 32),
    device_name text not null,
    scopes text[],
    address inet,
    user_agent text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    interval_seconds smallint not null default 5 check (interval_seconds > 0),
    polled_at timestamptz,
    state text not null default 'pending' check (state in ('pending', 'allowed', 'refused', 'taken')),
    decided_at timestamptz,
    user_id uuid references "user" on delete cascade,
    session_id uuid,
    allowed jsonb,
    check ((state = 'pending') = (decided_at is null)),
    check ((decided_at is null) = (user_id is null and session_id is null)),
    check ((state = 'allowed') = (allowed is not null))
  )`.execute(db);
  await sql`create index device_login_expires_at_index on device_login (expires_at)`.execute(db);
  await sql`create index device_login_user_id_index on device_login (user_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table device_login`.execute(db);
}
