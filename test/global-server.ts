import { providePostgres } from "./postgres";
import { startServer } from "./server";

/** Before the first test: a PostgreSQL and one production server for all of them. After the last: neither. */
export default async function provideServer(): Promise<() => Promise<void>> {
  const stopPostgres = await providePostgres();
  const server = await startServer();
  const { url, databaseUrl, logFile } = server;
  process.env.TEST_SERVER = JSON.stringify({ url, databaseUrl, logFile });
  return async () => {
    await server.stop();
    await stopPostgres();
  };
}
