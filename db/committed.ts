import {
  type CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionSettings,
} from "kysely";
import { processWide } from "./process-wide";

/** What is waited for once a change was committed, before its promise resolves. Never throws. */
type Committed = { wait: (() => Promise<void>) | undefined };

const committed = () => processWide<Committed>("committed", () => ({ wait: undefined }));

/** From now on, let whoever commits a change in this process wait for this as well; undefined: for nothing any more. */
export function afterCommit(wait: (() => Promise<void>) | undefined): void {
  committed().wait = wait;
}

/**
 * PostgreSQL, where each change that this process commits has been waited for (`afterCommit`) when its promise resolves: a
 * transaction, and a statement outside of one. What only reads waits for nothing.
 */
export class CommittedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver() {
    return new CommittedDriver(this.#config);
  }
}

type Released = Parameters<PostgresDriver["releaseConnection"]>[0];

class CommittedDriver extends PostgresDriver {
  readonly #known = new WeakSet<DatabaseConnection>();
  readonly #inTransaction = new Map<DatabaseConnection, TransactionSettings>();

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    if (!this.#known.has(connection)) {
      this.#known.add(connection);
      this.#watch(connection);
    }
    return connection;
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    this.#inTransaction.set(connection, settings);
    await super.beginTransaction(connection, settings);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    const settings = this.#inTransaction.get(connection);
    this.#inTransaction.delete(connection);
    if (settings?.accessMode !== "read only") await committed().wait?.();
  }

  override async releaseConnection(connection: Released): Promise<void> {
    this.#inTransaction.delete(connection);
    await super.releaseConnection(connection);
  }

  #watch(connection: DatabaseConnection) {
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <Row>(query: CompiledQuery) => {
      const result = await execute<Row>(query);
      if (!this.#inTransaction.has(connection) && isChange(query.sql, result.numAffectedRows)) {
        await committed().wait?.();
      }
      return result;
    };
  }
}

// What begins with a common table expression says SELECT of itself, whatever it changes.
function isChange(text: string, affected: bigint | undefined): boolean {
  return affected === undefined ? /^\s*with\b.*\b(insert|update|delete|merge)\b/is.test(text) : affected > 0n;
}
