import pg from "pg";
import { StartError } from "@/server/start-error";
import { codeOf, hostOf, refusalOf } from "./refusal";

const PATIENCE_MS = 5000;
// A pooler takes connections also while there is nothing behind it.
const ANSWER_TIMEOUT_MS = 3000;
// What PgBouncer calls everything that it refuses.
const PROTOCOL_VIOLATION = "08P01";

// Two clusters are never started in the same microsecond.
const FACTS = `
  select concat(oid, ' ', pg_postmaster_start_time()) as identity, quote_ident(current_user) as role,
    current_setting('statement_timeout') as timeout
  from pg_database where datname = current_database()`;

/**
 * Make sure that a pooler leads to the very database that `direct` does, where what is asked here is migrated and listened to; and
 * that it has transactions.
 * @throws StartError
 */
export async function requireSameDatabase(url: string, direct: string): Promise<void> {
  const [through, past] = await Promise.all([ask(url, "DATABASE_URL"), ask(direct, "DATABASE_DIRECT_URL")]);
  if (through.identity === past.identity) return await requireTransactions(url);
  throw new StartError(
    `DATABASE_URL (${hostOf(url)}) and DATABASE_DIRECT_URL (${hostOf(direct)}) point to different databases: set both to the same one.`,
  );
}

/** A pooler keeps no setting of ours from one statement to the next: how the operator bounds what we cannot, if nobody has. */
export async function findTimeLimit(url: string): Promise<string | undefined> {
  const { timeout, role } = await ask(url, "DATABASE_URL");
  return timeout === "0" ? `alter role ${role} set statement_timeout = '15s';` : undefined;
}

function ask(url: string, setting: string): Promise<{ identity: string; role: string; timeout: string }> {
  return withClient(url, setting, async (client) => (await client.query(FACTS)).rows[0]);
}

async function requireTransactions(url: string): Promise<void> {
  await withClient(url, "DATABASE_URL", async (client) => {
    try {
      await client.query("begin");
      await client.query("commit");
    } catch (error) {
      // PgBouncer says that of everything it refuses.
      const isTransaction = error instanceof Error && /transaction blocks not allowed/i.test(error.message);
      if (codeOf(error) !== PROTOCOL_VIOLATION || !isTransaction) throw error;
      throw new StartError(
        `The pooler at ${hostOf(url)} allows no transactions (PgBouncer's statement mode): set pool_mode to transaction or session for this database.`,
        { cause: error },
      );
    }
  });
}

async function withClient<Result>(url: string, setting: string, use: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await use(client);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(refusalOf(url, error, setting), { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}
