import type pg from "pg";
import { createPool } from "@/db/database";
import { StartError } from "@/server/start-error";
import { hostOf, refusalOf } from "./refusal";

/** Why a database cannot serve, in a sentence for the operator; `mayPass` when that can be over in a moment. */
export type Unfit = { sentence: string; mayPass: boolean };

// Tables of the first version, in a database that holds none of our migrations: someone else's.
const OURS = ["user", "session", "organisation", "membership", "team", "application", "activity"]
  .map((name) => `'${name}'`)
  .join(", ");

// Identifiers as a statement has to write them.
const FACTS = `
  select quote_ident(current_user) as role, quote_ident(current_database()) as database,
    coalesce(quote_ident(current_schema()), 'public') as schema, current_setting('search_path') as search_path,
    exists (select from pg_namespace where nspname = any(string_to_array(translate(current_setting('search_path'), '" ', ''), ','))) as has_schema,
    pg_encoding_to_char(encoding) as encoding,
    pg_is_in_recovery() as standby, current_setting('transaction_read_only') = 'on' as read_only,
    coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_make_tables,
    (select relname from pg_class where relnamespace = to_regnamespace(quote_ident(current_schema())) and relname = any(array[${OURS}])
      and to_regclass('kysely_migration') is null limit 1) as others,
    has_database_privilege(current_database(), 'create') or to_regnamespace('graphile_worker') is not null as may_make_schemas,
    least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
      nullif(datconnlimit, -1), nullif(rolconnlimit, -1)) as connections
  from pg_database join pg_roles on rolname = current_user where datname = current_database()`;

/**
 * The reason why a server cannot use the database that `client` is connected to: its encoding, what the role may do, and how
 * many connections there are, which must be `connections` at least. Those that other servers use are not counted.
 */
export async function findUnfit(client: pg.Client, url: string, connections: number): Promise<Unfit | undefined> {
  const { rows } = await client.query(FACTS);
  const { role, database, schema, ...facts } = rows[0];
  const host = hostOf(url);
  const unfit = (sentence: string, mayPass = false) => ({ sentence, mayPass });
  if (facts.encoding !== "UTF8")
    return unfit(
      `The database ${database} at ${host} has the encoding ${facts.encoding}: create one with UTF8 (createdb --encoding UTF8 --template template0).`,
    );
  if (facts.standby)
    return unfit(
      `The database at ${host} is a standby and can't be written to: set DATABASE_URL to the primary.`,
      true,
    );
  if (facts.read_only)
    return unfit(`The database at ${host} is read-only for ${role}: turn default_transaction_read_only off for it.`);
  if (!facts.has_schema)
    return unfit(
      `The search_path of ${role} (${facts.search_path}) names no schema that is in the database ${database} at ${host}. As its owner or a superuser, run: alter role ${role} reset search_path;`,
    );
  if (facts.others !== null)
    return unfit(
      `The database ${database} at ${host} has a table "${facts.others}" that is not Latchkey's: set DATABASE_URL to a database of its own.`,
    );
  const grants = [
    ...(facts.may_make_tables ? [] : [`grant usage, create on schema ${schema} to ${role};`]),
    ...(facts.may_make_schemas ? [] : [`grant create on database ${database} to ${role};`]),
  ];
  if (grants.length > 0)
    return unfit(
      `The role ${role} can't create what Latchkey needs in the database ${database} at ${host}. As its owner or a superuser, run in that database: ${grants.join(" ")}`,
    );
  if (facts.connections < connections)
    return unfit(
      `The database at ${host} allows ${role} ${facts.connections} connections, and a server needs up to ${connections}: raise max_connections, or the connection limit of the role or the database.`,
    );
  return undefined;
}

const WHICH_SESSION = {
  text: "select pg_backend_pid() as pid",
  // The statement timeout is PostgreSQL's: a pooler that has no session to give keeps a statement for longer.
  query_timeout: 3000,
};

/**
 * Make sure that each connection is a session of its own. A pooler that shares sessions (PgBouncer in transaction mode) would
 * mix up locks, settings and prepared statements, ours and those of others. What does not answer is waited for some seconds.
 * @throws StartError
 */
export async function refuseSharedSessions(url: string, setting = "DATABASE_URL"): Promise<void> {
  const pool = createPool(url, 2);
  const clients: pg.PoolClient[] = [];
  try {
    while (clients.length < 2) clients.push(await pool.connect());
    if (!(await shareSessions(clients))) return;
  } catch (error) {
    if (clients.length !== 1) throw new StartError(refusalOf(url, error, setting), { cause: error });
    throw new StartError(
      `The database at ${hostOf(url)} allows only one connection: raise its limit, or the size of the pooler's pool.`,
      { cause: error },
    );
  } finally {
    for (const client of clients) client.release(true);
    await pool.end();
  }
  const shares = `The pooler at ${hostOf(url)} shares sessions between connections (PgBouncer's transaction mode)`;
  throw new StartError(
    setting === "DATABASE_URL"
      ? `${shares}: also set DATABASE_DIRECT_URL to PostgreSQL itself, for work that needs its own session, or set pool_mode to session for this database.`
      : `${shares}: DATABASE_DIRECT_URL must point to PostgreSQL itself.`,
  );
}

// Each asks in turns and twice in a row: some poolers hand out the most recent session, others rotate.
async function shareSessions(clients: readonly pg.PoolClient[]): Promise<boolean> {
  const [pairs, sessions] = [new Set<string>(), new Set<number>()];
  for (const order of [clients, clients.toReversed(), clients]) {
    for (const client of order) {
      const { rows } = await client.query(WHICH_SESSION);
      pairs.add(`${clients.indexOf(client)} ${rows[0]?.pid}`);
      sessions.add(rows[0]?.pid);
    }
  }
  return pairs.size !== clients.length || sessions.size !== clients.length;
}
