import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartError } from "@/server/start-error";
import { findUnfit, refuseSharedSessions } from "./fitness";
import { requireSameDatabase } from "./pooler";
import { codeOf, refusalOf } from "./refusal";

const OLDEST = 14;
// Containers are often started together, the database being the slower one.
const PATIENCE_MS = 5000;
// A pooler takes connections also while there is nothing behind it.
const ANSWER_TIMEOUT_MS = 3000;
const NOT_YET = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "57P03", "53300"];

/**
 * Ask PostgreSQL for its version, such as `17.10`. One that does not answer yet is waited for, some seconds.
 * @throws StartError when it cannot be reached, does not answer, lets us not in, is too old, or lacks what a server needs
 */
export async function askVersion(url: string, connections = 1, setting = "DATABASE_URL"): Promise<string> {
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(100)) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query("show server_version_num");
      const version = supportedVersion(Number(rows[0]?.server_version_num));
      const unfit = await findUnfit(client, url, connections);
      if (unfit === undefined) return version;
      if (!unfit.mayPass || performance.now() > end) throw new StartError(unfit.sentence);
    } catch (error) {
      if (error instanceof StartError) throw error;
      if (!NOT_YET.includes(codeOf(error)) || performance.now() > end)
        throw new StartError(refusalOf(url, error, setting), { cause: error });
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/**
 * The same of a PostgreSQL that others run, which a pooler may stand before. One that shares sessions is only for what needs none
 * of its own: `direct` leads past it.
 * @param connections how many there must be for us at least
 */
export async function askForeignVersion(url: string, connections: number, direct?: string): Promise<string> {
  if (direct === undefined) {
    const version = await askVersion(url, connections);
    await refuseSharedSessions(url);
    return version;
  }
  const version = await askVersion(direct, connections, "DATABASE_DIRECT_URL");
  await refuseSharedSessions(direct, "DATABASE_DIRECT_URL");
  await requireSameDatabase(url, direct);
  return version;
}

/** PostgreSQL's version in words, from `server_version_num`. @throws StartError when it is too old */
export function supportedVersion(number: number): string {
  const version = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  if (number >= OLDEST * 10_000) return version;
  throw new StartError(`The database is PostgreSQL ${version}: Latchkey needs ${OLDEST} or newer.`);
}
