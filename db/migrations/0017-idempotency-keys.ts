import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Without a foreign key: its check would lock the token's row before those that a change locks first.
  await sql`create table idempotency_key (
    token_id uuid not null,
    digest bytea not null check (octet_length(digest) = 32),
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    status smallint,
    location text,
    content bytea,
    key_id text,
    made_id uuid,
    created_at timestamptz not null default now(),
    primary key (token_id, digest),
    check ((content is null) = (key_id is null)),
    check (status is not null or (content is null and location is null and made_id is null))
  )`.execute(db);
  await sql`create index idempotency_key_created_at_index on idempotency_key (created_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table idempotency_key`.execute(db);
}
