import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/postgres/start";
import { databaseUrl } from "@/test/database/postgres";

export type Cluster = {
  readonly pid: number;
  /** The address of a database for the application's role, which is no superuser. */
  url(database: string): string;
  /** One statement as superuser. */
  ask(statement: string, database?: string): Promise<Record<string, unknown>[]>;
  /** A connection as superuser, which its owner ends. */
  superuser(database: string): Promise<pg.Client>;
  stop(): Promise<void>;
};

/** The first takes effect with a restart alone; the statistics are switched on where they are read. */
const SETTINGS = {
  shared_preload_libraries: "'pg_stat_statements'",
  max_connections: "300",
};

/**
 * The benchmarks' own PostgreSQL, as durable as the one of an instance, on data that stays in `dataDir` for the next run. It counts
 * statements when it is asked to.
 */
export async function startCluster(dataDir: string): Promise<Cluster> {
  let postgres = await startEmbeddedPostgres({ dataDir, say: console.log });
  if ((await ask(postgres, "show shared_preload_libraries"))[0]?.shared_preload_libraries !== "pg_stat_statements") {
    for (const [name, value] of Object.entries(SETTINGS)) await ask(postgres, `alter system set ${name} = ${value}`);
    await postgres.stop();
    postgres = await startEmbeddedPostgres({ dataDir });
    await ask(postgres, "alter system set pg_stat_statements.track = 'none'");
    await ask(postgres, "select pg_reload_conf()");
    await ask(postgres, "create extension if not exists pg_stat_statements");
  }
  const started = postgres;
  // SIGQUIT: at once. What it was in the middle of is made again by the next run.
  const orphaned = () => process.kill(started.pid, "SIGQUIT");
  process.once("exit", orphaned);
  return {
    pid: started.pid,
    url: (database) => databaseUrl(started.url, database),
    ask: (statement, database) => ask(started, statement, database),
    superuser: (database) => connect(started, database),
    stop: async () => {
      process.removeListener("exit", orphaned);
      await started.stop();
    },
  };
}

async function connect(postgres: EmbeddedPostgres, database: string): Promise<pg.Client> {
  const url = new URL(databaseUrl(postgres.url, database));
  url.username = "postgres";
  const client = new pg.Client({ connectionString: url.href });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function ask(postgres: EmbeddedPostgres, statement: string, database = "postgres") {
  const client = await connect(postgres, database);
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
