import pg from "pg";
import { StartError } from "@/server/start-error";
import { hostOf, refusalOf } from "./refusal";

const PATIENCE_MS = 5000;

// Two clusters are never started in the same microsecond.
const FACTS = `
  select concat(oid, ' ', pg_postmaster_start_time()) as identity, quote_ident(current_user) as role,
    current_setting('statement_timeout') as timeout
  from pg_database where datname = current_database()`;

/**
 * Make sure that a pooler leads to the very database that `direct` does: what is migrated and listened to there is asked here.
 * @throws StartError
 */
export async function requireSameDatabase(url: string, direct: string): Promise<void> {
  const [through, past] = await Promise.all([ask(url, "DATABASE_URL"), ask(direct, "DATABASE_DIRECT_URL")]);
  if (through.identity === past.identity) return;
  throw new StartError(
    `DATABASE_URL (${hostOf(url)}) and DATABASE_DIRECT_URL (${hostOf(direct)}) lead to two databases: set both to one.`,
  );
}

/** A pooler keeps no setting of ours from one statement to the next: how the operator bounds what we cannot, if nobody has. */
export async function findTimeLimit(url: string): Promise<string | undefined> {
  const { timeout, role } = await ask(url, "DATABASE_URL");
  return timeout === "0" ? `alter role ${role} set statement_timeout = '15s';` : undefined;
}

async function ask(url: string, setting: string): Promise<{ identity: string; role: string; timeout: string }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(FACTS);
    return rows[0];
  } catch (error) {
    throw new StartError(refusalOf(url, error, setting), { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}
