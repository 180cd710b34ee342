import { type Kysely, type Migration, type MigrationProvider, type MigrationResult, Migrator, sql } from "kysely";
import * as tokensAndAccounts from "./migrations/0001-tokens-and-accounts";
import * as tokenLife from "./migrations/0002-token-life";
import * as jobQueue from "./migrations/0003-job-queue";
import * as agencies from "./migrations/0004-agencies";
import * as activityRetention from "./migrations/0005-activity-retention";
import * as gatheredMail from "./migrations/0006-gathered-mail";
import * as provedAddresses from "./migrations/0007-proved-addresses";
import * as leaks from "./migrations/0008-leaks";
import * as fullAccessByGrant from "./migrations/0009-full-access-by-grant";
import * as storedSecrets from "./migrations/0010-stored-secrets";
import * as formSubmission from "./migrations/0011-form-submission";
import * as contact from "./migrations/0012-contact";
import * as principalChanges from "./migrations/0013-principal-changes";
import * as deployments from "./migrations/0014-deployments";
import * as quickNotices from "./migrations/0015-quick-notices";
import * as secretReports from "./migrations/0016-secret-reports";
import * as idempotencyKeys from "./migrations/0017-idempotency-keys";
import * as webhooks from "./migrations/0018-webhooks";
import * as storedSigningSecrets from "./migrations/0019-stored-signing-secrets";
import * as webhooksSetByTokens from "./migrations/0020-webhooks-set-by-tokens";
import * as importedTokens from "./migrations/0021-imported-tokens";
import * as deviceLogins from "./migrations/0022-device-logins";
import * as singleKeyShortcuts from "./migrations/0023-single-key-shortcuts";
import * as savedViews from "./migrations/0024-saved-views";
import * as watchedDeciders from "./migrations/0025-watched-deciders";
import type { Database } from "./schema";

/** Every migration, in order. A name that has been released never changes, nor does what it does. */
export const migrations: Record<string, Migration> = {
  "0001-tokens-and-accounts": tokensAndAccounts,
  "0002-token-life": tokenLife,
  "0003-job-queue": jobQueue,
  "0004-agencies": agencies,
  "0005-activity-retention": activityRetention,
  "0006-gathered-mail": gatheredMail,
  "0007-proved-addresses": provedAddresses,
  "0008-leaks": leaks,
  "0009-full-access-by-grant": fullAccessByGrant,
  "0010-stored-secrets": storedSecrets,
  "0011-form-submission": formSubmission,
  "0012-contact": contact,
  "0013-principal-changes": principalChanges,
  "0014-deployments": deployments,
  "0015-quick-notices": quickNotices,
  "0016-secret-reports": secretReports,
  "0017-idempotency-keys": idempotencyKeys,
  "0018-webhooks": webhooks,
  "0019-stored-signing-secrets": storedSigningSecrets,
  "0020-webhooks-set-by-tokens": webhooksSetByTokens,
  "0021-imported-tokens": importedTokens,
  "0022-device-logins": deviceLogins,
  "0023-single-key-shortcuts": singleKeyShortcuts,
  "0024-saved-views": savedViews,
  "0025-watched-deciders": watchedDeciders,
};

const provider: MigrationProvider = { getMigrations: async () => migrations };

/** The migrator of `db`. It holds PostgreSQL's advisory lock while it works, so that instances may start at once. */
export function migrator(db: Kysely<Database>): Migrator {
  return new Migrator({ db, provider });
}

/**
 * Bring the schema up to date, and the activity log's partitions with it (this month to a year ahead).
 * @returns the names of the migrations that ran, none when it was current
 * @throws the database's error; the failed migrations are undone, since they run in one transaction
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<string[]> {
  const { error, results } = await migrator(db).migrateToLatest();
  if (error) throw error;
  await ensureActivityMonths(db, new Date(), 13);
  return succeeded(results);
}

/** Undo every migration. Everything is gone after it: for tests and `npm run db:reset`. */
export async function migrateDown(db: Kysely<Database>): Promise<string[]> {
  const undone: string[] = [];
  for (;;) {
    const { error, results } = await migrator(db).migrateDown();
    if (error) throw error;
    const names = succeeded(results);
    if (names.length === 0) return undone;
    undone.push(...names);
  }
}

/** Whether every migration that this code knows has run. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const all = await migrator(db).getMigrations();
  return all.every((migration) => migration.executedAt !== undefined);
}

/** Make the activity log's partitions of `count` months (UTC), from the one of `from` on. */
export async function ensureActivityMonths(db: Kysely<Database>, from: Date, count: number): Promise<void> {
  for (let month = 0; month < count; month++) {
    const moment = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month, 1));
    await db.transaction().execute(async (trx) => {
      // Two instances that start at once would both find the month missing.
      await sql`select pg_advisory_xact_lock(hashtext('latchkey.activity_months'))`.execute(trx);
      await sql`select activity_ensure_month(${moment})`.execute(trx);
    });
  }
}

function succeeded(results: MigrationResult[] | undefined): string[] {
  return (results ?? []).filter((result) => result.status === "Success").map((result) => result.migrationName);
}
