import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { createToken } from "../fixtures";
import { type StartedServer, startServer } from "../http/server";
import { sessionHeaderOf } from "../http/session-cookie";
import { EXAMPLE, listsOf, pagesOf } from "../scale/addresses";
import { type Agency, analyze, createAgency, LARGE } from "../scale/agency";
import { withoutIndex } from "../scale/plan";
import { type Listener, listenAlong } from "../scale/statements";

let database: TestDatabase;
let listener: Listener;
let server: StartedServer;
let large: Visitor;
let small: Visitor;

type Visitor = Agency & { headers: Record<string, string> };

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  listener = await listenAlong({ host: url.hostname, port: Number(url.port || 5432) });
  url.port = String(listener.port);
  server = await startServer({ env: { DATABASE_URL: url.href } });
  for (const name of ["Beside", "And another"]) await createAgency(database.db, LARGE, name);
  large = await visitor(await createAgency(database.db, LARGE));
  // A dozen rows in each list: as many as a page holds of the large one, or fewer.
  small = await visitor(await createAgency(database.db, { people: 12, applications: 12, tokens: 24 }));
  await analyze(database.db);
  // Their tokens are known from now on: a first use is looked up together with others', and is no list's.
  for (const { headers } of [large, small]) await (await fetch(`${server.address}/iam/v3/me/`, { headers })).text();
});
afterAll(async () => {
  await server.stop();
  await listener.stop();
  await database.destroy();
});

/** The owner of an agency, signed in and with a token, and with one that needs attention, as the overview asks more where none does. */
async function visitor(agency: Agency): Promise<Visitor> {
  const { db } = database;
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
  await createToken(db, agency.people.owner, { createdAt: daysAgo(20), expiresAt: daysAgo(1) });
  const { secret } = await createToken(db, agency.people.owner);
  const cookie = await sessionHeaderOf(db, agency.people.owner);
  return { ...agency, headers: { Cookie: cookie, Authorization: `Bearer ${secret}` } };
}

/** What one answer asks the database for. */
async function statementsOf(address: string, { headers }: Visitor): Promise<string[]> {
  // What was asked for an earlier answer, and is on its way still, is not this one's.
  await (await fetch(`${server.address}/api/health`)).text();
  await listener.quiet();
  listener.take();
  const answer = await fetch(server.address + address, { headers });
  await answer.text();
  expect({ address, status: answer.status }).toEqual({ address, status: 200 });
  return listener.take().filter((statement) => !IN_THE_BACKGROUND.test(statement));
}

const fewer = (these: string[], those: string[]) => (those.length < these.length ? those : these);

// The queue of jobs, what its hourly and minutely ones look for, the batches that use is written in, and the proof that changes arrive.
const IN_THE_BACKGROUND =
  /graphile_worker|pg_notify|^select \(extract\(epoch from clock_timestamp|notice_mailed|notice_digest|outgoing_email|^\s*(insert into "?access_token_(usage|source|last_use)|listen|notify)/i;

// How many tokens there are is asked only where a list goes on after its page.
const OF_LONG_LISTS = /^select count\(\*\) as "count" from "access_token" as "token" where/;
const numberOf = (statements: readonly string[]) =>
  statements.filter((statement) => !OF_LONG_LISTS.test(statement)).length;
const timesCounted = (statements: readonly string[]) => statements.length - numberOf(statements);

/** Those that were looked at: many addresses ask for the same. */
const withIndex = new Set<string>();

const PAGES = pagesOf(EXAMPLE).map((name, n) => [name, (agency: Agency) => pagesOf(agency)[n] ?? ""] as const);
const LISTS = listsOf(EXAMPLE).map((name, n) => [name, (agency: Agency) => listsOf(agency)[n] ?? ""] as const);

test.each([...PAGES, ...LISTS])(
  "%s asks as much for many rows as for few, and nothing without an index",
  async (_, address) => {
    let many = await statementsOf(address(large), large);
    let few = await statementsOf(address(small), small);
    // Something else asked at the same time, or there is a fault: which one, the least of several answers tells.
    for (let again = 0; again < 5 && numberOf(many) !== numberOf(few); again++) {
      many = fewer(many, await statementsOf(address(large), large));
      few = fewer(few, await statementsOf(address(small), small));
    }
    expect(numberOf(many), `of many:\n${many.join("\n")}\n\nof few:\n${few.join("\n")}`).toBe(numberOf(few));
    // One list of a page may go on, and none asks for each row.
    expect(Math.max(timesCounted(many), timesCounted(few)), many.join("\n")).toBeLessThanOrEqual(1);
    for (const statement of new Set(many)) {
      if (withIndex.has(statement)) continue;
      expect({ statement, reads: await withoutIndex(database.db, statement) }).toEqual({ statement, reads: [] });
      withIndex.add(statement);
    }
  },
);
