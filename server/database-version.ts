import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartError } from "./start-error";

const OLDEST = 14;
// Containers are often started together, the database being the slower one.
const PATIENCE_MS = 5000;
const NOT_YET = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "57P03"];

/**
 * Ask PostgreSQL for its version, such as `17.10`. One that does not answer yet is waited for, some seconds.
 * @throws StartError when it cannot be reached, lets us not in, or is too old
 */
export async function askVersion(url: string): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query("show server_version_num");
      return supportedVersion(Number(rows[0]?.server_version_num));
    } catch (error) {
      if (error instanceof StartError) throw error;
      const code = codeOf(error);
      if (!NOT_YET.includes(code) || Date.now() > end)
        throw new StartError(sentence(url, code, error), { cause: error });
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** PostgreSQL's version in words, from `server_version_num`. @throws StartError when it is too old */
export function supportedVersion(number: number): string {
  const version = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  if (number >= OLDEST * 10_000) return version;
  throw new StartError(`The database is PostgreSQL ${version}: Latchkey needs ${OLDEST} or newer.`);
}

// Never the URL itself: it holds a password.
function sentence(url: string, code: string, error: unknown): string {
  const { username, pathname } = new URL(url);
  const host = hostOf(url);
  const database = pathname.slice(1);
  if (code === "28P01" || code === "28000")
    return `The database at ${host} refused to sign in "${username}": see DATABASE_URL.`;
  if (code === "3D000") return `There is no database "${database}" at ${host}: make it, or change DATABASE_URL.`;
  const why = code === "" ? (error instanceof Error ? error.message : "no reason given") : code;
  return `The database at ${host} cannot be reached (${why}): see DATABASE_URL.`;
}

/** Where a database is, without login and password: `host:port`, or the folder of its socket. */
export function hostOf(url: string): string {
  const { host, searchParams } = new URL(url);
  return host || searchParams.get("host") || "localhost";
}

/** The error's code; of several addresses that were tried, that of the first. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
