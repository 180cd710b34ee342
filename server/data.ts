import { sql } from "kysely";
import { db } from "@/db/database";
import { migrateToLatest, migrations } from "@/db/migrate";
import { isSecretOfData } from "@/lib/instance/fingerprint";
import { say } from "./say";
import type { Settings } from "./settings";
import { StartError } from "./start-error";

/**
 * Bring the data to what this version expects, and make sure that it is this instance's.
 * @throws StartError when a newer version has changed it, or it was made with another secret
 */
export async function prepareData(settings: Settings, tell = say): Promise<void> {
  await refuseNewerSchema();
  const ran = await migrateToLatest(db);
  tell("Schema", ran.length === 0 ? "up to date." : `brought up to date: ${ran.join(", ")}.`);
  if (await isSecretOfData(db, settings.APP_SECRET)) return;
  throw new StartError(
    "APP_SECRET is not the one that this data was made with, and with another one every token would be dead. " +
      "Set the former one" +
      (settings.DATABASE_URL === undefined ? `, or restore ${settings.DATA_DIR}/app-secret.` : "."),
  );
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
    `A newer version of Latchkey has changed this data (${unknown.name}): start that version, or restore a backup made before.`,
  );
}
