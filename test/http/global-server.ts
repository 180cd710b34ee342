import { connect } from "@/db/database";
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
  await db.destroy();
}
