import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { connect, db } from "@/db/database";
import { isMigrated, migrateToLatest, migrations } from "@/db/migrate";
import { isSecretOfData } from "@/lib/instance/fingerprint";
import { codeOf } from "./database/refusal";
import { say } from "./say";
import type { Settings } from "./settings";
import { StartError } from "./start-error";

const INSUFFICIENT_PRIVILEGE = "42501";
const LOCK_NOT_AVAILABLE = "55P03";
// Requests that wait meanwhile are still answered in time.
const LOCK_WAIT_MS = 1_000;
const LOCK_PAUSE_MS = 500;

/**
 * Migrate the data to this version, and make sure that it belongs to this instance.
 * @throws StartError when a newer version has changed it, it was made with another secret, or it belongs to another role
 */
export async function prepareData(settings: Settings, tell = say): Promise<void> {
  const isOurs = await bringUpToDate(settings, tell).catch((error: Error) => {
    if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new StartError(
      `The role of DATABASE_URL has no access to the tables in the database (${error.message}): ` +
        "use the role that owns the tables, or make this role a member of it.",
    );
  });
  refuseOtherSecret(settings, isOurs);
}

function refuseOtherSecret(settings: Settings, isOurs: boolean): void {
  if (isOurs) return;
  throw new StartError(
    "APP_SECRET is not the one this data was created with. With another one, no token would work. " +
      "Set the original one" +
      (settings.DATABASE_URL === undefined ? `, or restore ${settings.DATA_DIR}/app-secret.` : "."),
  );
}

/**
 * The same without changing the schema.
 * @throws StartError besides when the data is of an older version
 */
export async function requireCurrentData(settings: Settings): Promise<void> {
  await refuseNewerSchema();
  if (!(await isMigrated(db))) {
    throw new StartError(
      "The data is from an older version of Latchkey, or there is none yet: start the server with this version first.",
    );
  }
  refuseOtherSecret(settings, await isSecretOfData(db, settings.APP_SECRET));
}

/** @returns whether the data was made with this secret */
async function bringUpToDate(settings: Settings, tell: typeof say): Promise<boolean> {
  await refuseNewerSchema();
  const ran = await migrate(settings.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL ?? "", tell);
  tell("Schema", ran.length === 0 ? "up to date." : `brought up to date: ${ran.join(", ")}.`);
  return isSecretOfData(db, settings.APP_SECRET);
}

/**
 * A migration of much data takes its time, and so does waiting for the one of another instance. Not in one go: while it waits for a
 * table that a dump is reading, for example, everybody who asks for that table waits behind it.
 */
async function migrate(url: string, tell: typeof say): Promise<string[]> {
  const patient = connect(url, { statement_timeout: 0, lock_timeout: LOCK_WAIT_MS });
  try {
    for (let told = false; ; await sleep(LOCK_PAUSE_MS)) {
      const ran = await migrateToLatest(patient).catch((error: Error) => {
        if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
      });
      if (ran) return ran;
      if (!told) tell("Schema", "waiting: something else is using or changing it.");
      told = true;
    }
  } finally {
    await patient.destroy();
  }
}

async function refuseNewerSchema() {
  const { rows: tables } = await sql<{
    name: string | null;
  }>`select to_regclass('kysely_migration')::text as name`.execute(db);
  if (!tables[0]?.name) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.find(({ name }) => !Object.hasOwn(migrations, name));
  if (!unknown) return;
  throw new StartError(
    `This data was changed by a newer version of Latchkey (${unknown.name}): start that version, or restore an earlier backup.`,
  );
}
