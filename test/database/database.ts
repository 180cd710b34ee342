import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { databaseUrl, dropDatabase, runStatement, testPostgres } from "./postgres";

export interface TestDatabase {
  readonly db: Kysely<Database>;
  readonly url: string;
  /** Close the connections and drop the database. */
  destroy(): Promise<void>;
}

/** A migrated, empty database that nobody else uses. It costs some 50 ms: one per test file is a good measure. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase(`template ${testPostgres().template}`);
  const db = connect(url);
  return {
    db,
    url,
    destroy: async () => {
      await db.destroy();
      await drop();
    },
  };
}

/** A database with nothing of ours in it. @param options of `create database`, such as its encoding */
export function createEmptyDatabase(options = "") {
  return createDatabase(`template template0 ${options}`);
}

async function createDatabase(options: string): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const { adminUrl, template } = testPostgres();
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  await runStatement(adminUrl, `create database ${name} ${options}`);
  return { name, url: databaseUrl(adminUrl, name), drop: () => dropDatabase(adminUrl, name) };
}
