import { type Kysely, sql } from "kysely";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { providePostgres } from "@/test/database/postgres";
import { createOrganisation, createUser } from "@/test/fixtures";
import { startServer } from "./server";

/** Before the first test: a PostgreSQL and one production server for all of them. After the last: neither. */
export default async function provideServer(): Promise<() => Promise<void>> {
  const stopPostgres = await providePostgres();
  // Receivers of webhooks in tests are on this machine.
  const server = await startServer({ env: { WEBHOOKS_PRIVATE_NETWORKS: "1" } });
  await setUp(server.databaseUrl);
  const { url, databaseUrl, logFile } = server;
  process.env.TEST_SERVER = JSON.stringify({ url, databaseUrl, logFile });
  return async () => {
    await server.stop();
    await stopPostgres();
  };
}

// An instance without any account shows only its setup page; tests of that start a server of their own.
async function setUp(databaseUrl: string) {
  const db = connect(databaseUrl);
  const user = await createUser(db, { email: "operator@platform.example", firstName: "Olu", lastName: "Brandt" });
  await createOrganisation(db, { name: "Platform", isPlatform: true, members: [{ user, role: "owner" }] });
  await forgiveAddresses(db);
  await db.destroy();
}

/**
 * Let no one wait for what others at the same address have typed wrong: all tests sign in from one. A test of that wait has a server
 * of its own.
 */
async function forgiveAddresses(db: Kysely<Database>) {
  await sql`create function forgive() returns trigger language plpgsql as $$
    begin
      new.failures := 1;
      new.blocked_until := null;
      return new;
    end $$`.execute(db);
  await sql`create trigger forgive before insert or update on sign_in_failure
    for each row when (new.key like 'address:%') execute function forgive()`.execute(db);
}
