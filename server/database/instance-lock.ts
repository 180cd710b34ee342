import pg from "pg";

/** That this process serves a database. It holds as long as one connection lives. */
export type InstanceLock = {
  /** Settles when the connection is gone: released, or the database went away. */
  lost: Promise<void>;
  release(): Promise<void>;
};

// An advisory lock of the session; the two numbers only have to be nobody else's.
const LOCK = "1818979425, 1";
const PREFIX = "latchkey server ";
const CONNECT_TIMEOUT_MS = 5000;
const ANSWER_TIMEOUT_MS = 3000;

/**
 * Say that this process serves the database at `url`. With `alone`, no other may do so at the same time.
 * @param holder told to one that comes second: process id and address
 * @returns the lock, or who has it
 */
export async function takeInstanceLock(
  url: string,
  { alone, holder }: { alone: boolean; holder: string },
): Promise<InstanceLock | { heldBy: string }> {
  const client = new pg.Client({
    connectionString: url,
    // PostgreSQL keeps 63 bytes of it.
    application_name: `${PREFIX}${holder}`.slice(0, 63),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  const lost = new Promise<void>((resolve) => {
    client.once("end", resolve);
    client.on("error", () => resolve());
  });
  const release = () => client.end().catch(() => {});
  try {
    await client.connect();
    const lock = alone ? "pg_try_advisory_lock" : "pg_try_advisory_lock_shared";
    const { rows } = await client.query(`select ${lock}(${LOCK}) as taken`);
    if (rows[0]?.taken === true) return { lost, release };
    const others = await client.query(
      `select substr(application_name, ${PREFIX.length + 1}) as holder from pg_stat_activity
       where starts_with(application_name, $1) and pid <> pg_backend_pid() and datname = current_database()`,
      [PREFIX],
    );
    await release();
    return { heldBy: String(others.rows[0]?.holder ?? "unknown") };
  } catch (error) {
    // With the connection goes a lock whose answer was lost, which nobody could let go of.
    void release();
    throw error;
  }
}
