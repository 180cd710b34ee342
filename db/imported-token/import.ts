import { sql } from "kysely";
import type { Db, NewRow } from "@/db/database";

/** Let one import write at a time: another that runs beside it sees what this one wrote. Until the transaction ends. */
export async function lockImports(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('latchkey.import'))`.execute(trx);
}

/** The ids of the accounts with these addresses, which are in small letters. */
export async function findOwners(db: Db, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; email: string }>`
    select id, lower(email) as email from "user" where lower(email) = any(${emails}::text[])`.execute(db);
  return new Map(rows.map(({ id, email }) => [email, id]));
}

/** Whose token has a secret already, by its digest (hex). `owner`: the person who imported it; null for any other token. */
export async function findTaken(db: Db, digests: readonly Buffer[]): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await sql<{ digest: string; owner: string | null }>`
    select encode(secret.digest, 'hex') as digest, case when secret.format = 'imported' then token.user_id end as owner
    from access_token_secret secret join access_token token on token.id = secret.token_id
    where secret.digest = any(${digests}::bytea[])`.execute(db);
  return new Map(rows.map(({ digest, owner }) => [digest, owner]));
}

export type NewImported = {
  token: NewRow<"access_token">;
  secret: NewRow<"access_token_secret">;
  lastUse: NewRow<"access_token_last_use"> | undefined;
  activity: NewRow<"activity">;
};

/** Write tokens with their secrets and what the activity says of them: a statement for each table. */
export async function insertImported(trx: Db, made: readonly NewImported[]): Promise<void> {
  if (made.length === 0) return;
  const lastUses = made.flatMap(({ lastUse }) => lastUse ?? []);
  await trx
    .insertInto("access_token")
    .values(made.map(({ token }) => token))
    .execute();
  await trx
    .insertInto("access_token_secret")
    .values(made.map(({ secret }) => secret))
    .execute();
  if (lastUses.length > 0) await trx.insertInto("access_token_last_use").values(lastUses).execute();
  await trx
    .insertInto("activity")
    .values(made.map(({ activity }) => activity))
    .execute();
}
