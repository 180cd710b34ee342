import { Kysely, PostgresDialect } from "kysely";
import { closeDatabase, createPool, db } from "@/db/database";
import type { Database } from "@/db/schema";
import { type Authentication, authenticate } from "@/lib/access-token/authentication/authenticate";
import { type PrincipalsOptions, startPrincipals } from "@/lib/access-token/authentication/cache/principals";
import { createTestDatabase } from "@/test/database/database";
import { type Line, lineTo, overLine } from "@/test/database/line";

/** An instance that remembers principals, in this process, and the database as another instance sees it. */
export type Remembering = {
  /** What the process's own verbs are given. */
  db: Kysely<Database>;
  /** By which others change something: this process is told of it, and waits for nothing. */
  elsewhere: Kysely<Database>;
  url: string;
  /** Where statements and look-ups go. */
  statements: Line;
  /** Where notices come from. */
  notices: Line;
  /** What an operator was told. */
  said: string[];
  end(): Promise<void>;
};

const BOUNDS = { bytes: 64 * 1024 * 1024, entries: 1_000, unknown: 100 };

/** Start one. The file that does so has its process for itself (`ISOLATED`): it takes the process's database. */
export async function startRemembering(given: Partial<PrincipalsOptions> = {}): Promise<Remembering> {
  const database = await createTestDatabase();
  const port = Number(new URL(database.url).port || 5432);
  const [statements, notices] = [await lineTo(port), await lineTo(port)];
  process.env.DATABASE_URL = overLine(database.url, statements);
  const said: string[] = [];
  const running = await startPrincipals({
    url: process.env.DATABASE_URL,
    directUrl: overLine(database.url, notices),
    bounds: BOUNDS,
    say: (sentence) => said.push(sentence),
    ...given,
  });
  // Not `connect`: what that commits waits for this process.
  const elsewhere = new Kysely<Database>({ dialect: new PostgresDialect({ pool: createPool(database.url) }) });
  return {
    db,
    elsewhere,
    url: database.url,
    statements,
    notices,
    said,
    end: async () => {
      await running.stop();
      await closeDatabase();
      await elsewhere.destroy();
      for (const line of [statements, notices]) await line.close();
      await database.destroy();
    },
  };
}

/** A request with this secret, at this instance or, asking the database each time, at another. */
export const request = async (at: Kysely<Database>, secret: string, address = "192.0.2.9"): Promise<Authentication> =>
  await authenticate(at, `Bearer ${secret}`, { address, userAgent: "vitest", requestId: "test" });

/** What it was answered, without the moment of the request. */
export function timeless(authentication: Authentication): unknown {
  if (authentication.status === "authenticated") return { ...authentication.principal, now: undefined };
  return { ...authentication, now: undefined };
}
