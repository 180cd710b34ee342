import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { createEmptyDatabase } from "@/test/database/database";
import { poolerBefore } from "@/test/database/pooler";
import { runStatement, testPostgres } from "@/test/database/postgres";
import { takeInstanceLock } from "./instance-lock";
import { findTimeLimit } from "./pooler";
import { askForeignVersion } from "./version";

const { adminUrl } = testPostgres();
const role = new URL(adminUrl).username;

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
});

// What the owner of a database takes from the role that it is, which is what others never give.
test.each<[string, string, RegExp]>([
  [
    "may not create in the schema",
    "revoke create on schema public from public, pg_database_owner",
    /^The role (\w+) can't create what Latchkey needs in the database \w+ at [^ ]+\. .* run in that database: grant usage, create on schema public to \1;$/,
  ],
  [
    "may not use the schema",
    "revoke all on schema public from public, pg_database_owner",
    / run in that database: grant usage, create on schema public to \w+;$/,
  ],
  [
    "may not create schemas, of which background work needs one",
    "revoke create on database NAME from public, ROLE",
    / run in that database: grant create on database \w+ to \w+;$/,
  ],
  [
    "looks for tables in no schema that exists",
    "alter database NAME set search_path = nowhere",
    /^The search_path of \w+ \(nowhere\) names no schema that is in the database \w+ at [^ ]+\. .* run: alter role \w+ reset search_path;$/,
  ],
  [
    "may not connect",
    "revoke connect on database NAME from public, ROLE",
    /^The database at [^ ]+ doesn't allow "\w+" to connect to "\w+": grant connect on it, or change DATABASE_URL\.$/,
  ],
  [
    "may only read",
    "alter database NAME set default_transaction_read_only = on",
    /^The database at [^ ]+ is read-only for \w+: turn default_transaction_read_only off for it\.$/,
  ],
  [
    "has fewer connections than a server takes",
    "alter database NAME connection limit 18",
    /^The database at [^ ]+ allows \w+ 18 connections, and a server needs up to 19: raise max_connections, or /,
  ],
])("a role that %s gets a sentence that says what to do", async (_, statement, sentence) => {
  const { name, url } = database;
  const named = (text: string) => text.replaceAll("NAME", name).replaceAll("ROLE", role);
  await runStatement(url, named(statement));
  endings.push(async () => {
    const all =
      "grant all on database NAME to ROLE; alter database NAME reset all; alter database NAME connection limit -1";
    for (const part of all.split("; ")) await runStatement(adminUrl, named(part));
    await runStatement(url, "grant all on schema public to pg_database_owner");
  });
  await expect(askForeignVersion(url, 19)).rejects.toThrow(sentence);
});

test("a database with somebody else's tables is left alone, with a sentence", async () => {
  const { url, drop } = await createEmptyDatabase();
  endings.push(drop);
  await runStatement(url, 'create table "user" (id int)');
  await expect(askForeignVersion(url, 19)).rejects.toThrow(
    / has a table "user" that is not Latchkey's: set DATABASE_URL to a database of its own\.$/,
  );
});

test("a database with another encoding gets one too", async () => {
  const { url, drop } = await createEmptyDatabase("encoding 'LATIN1' locale_provider 'libc' locale 'C'");
  endings.push(drop);
  await expect(askForeignVersion(url, 19)).rejects.toThrow(/ has the encoding LATIN1: create one with UTF8 /);
});

test("a pooler that keeps a session for each connection is as good as none", async () => {
  const pooler = await poolerBefore(database.url, "session");
  endings.push(pooler.close);
  expect(await askForeignVersion(pooler.url, 19)).toMatch(/^\d+\.\d+$/);
  const db = connect(pooler.url, { lock_timeout: 3000 });
  endings.push(() => db.destroy());
  const { rows } = await sql`
    select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`.execute(db);
  expect(rows).toEqual([{ statement: "15s", lock: "3s" }]);
});

test("a pooler that gives each transaction another session is refused, with what to set instead", async () => {
  const pooler = await poolerBefore(database.url, "transaction");
  endings.push(pooler.close);
  await expect(askForeignVersion(pooler.url, 19)).rejects.toThrow(
    /^The pooler at 127\.0\.0\.1:\d+ shares sessions between connections .*: also set DATABASE_DIRECT_URL to PostgreSQL itself, .* or set pool_mode to session for this database\.$/,
  );
});

test("a pooler with one session for everybody is named, and not waited for", async () => {
  const pooler = await poolerBefore(database.url, "session", { sessions: 1 });
  endings.push(pooler.close);
  const begun = performance.now();
  await expect(askForeignVersion(pooler.url, 19)).rejects.toThrow(/ allows only one connection: raise its limit, or /);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test("a pooler that takes connections and does not answer is waited for some seconds, at each step", async () => {
  const begun = performance.now();
  // The statements before: none; the version; that, the facts, and the settings of the two connections that are compared.
  const [silent = "", ...later] = await Promise.all([0, 1, 4].map(silentPooler));
  const lock = takeInstanceLock(silent, { alone: false, holder: "test" });
  await Promise.all([
    expect(lock).rejects.toThrow("timeout"),
    expect(askForeignVersion(silent, 19, database.url)).rejects.toThrow(/ does not respond: check DATABASE_URL, /),
    ...[silent, ...later].map((url) =>
      expect(askForeignVersion(url, 19)).rejects.toThrow(
        /^The database at 127\.0\.0\.1:\d+ does not respond: check DATABASE_URL, /,
      ),
    ),
  ]);
  expect(performance.now() - begun).toBeLessThan(10_000);
  // A lock whose answer was lost would be held by nobody who could let go of it.
  const db = connect(database.url);
  endings.push(() => db.destroy());
  const holders = sql`select from pg_stat_activity where starts_with(application_name, 'latchkey server test')`;
  await expect.poll(async () => (await holders.execute(db)).rows.length).toBe(0);
});

async function silentPooler(statements: number): Promise<string> {
  const pooler = await poolerBefore(database.url, "session", { statements });
  endings.push(pooler.close);
  return pooler.url;
}

test("with a way past it, such a pooler is as good as any", async () => {
  const pooler = await poolerBefore(database.url, "transaction");
  endings.push(pooler.close);
  expect(await askForeignVersion(pooler.url, 19, database.url)).toMatch(/^\d+\.\d+$/);
});

test("a pooler that allows no transactions is refused, whatever leads past it", async () => {
  const pooler = await poolerBefore(database.url, "statement");
  endings.push(pooler.close);
  await expect(askForeignVersion(pooler.url, 19, database.url)).rejects.toThrow(
    /^The pooler at 127\.0\.0\.1:\d+ allows no transactions .*: set pool_mode to transaction or session for this database\.$/,
  );
});

test("a way past it that is none, or leads to another database, gets a sentence", async () => {
  const pooler = await poolerBefore(database.url, "transaction");
  endings.push(pooler.close);
  await expect(askForeignVersion(pooler.url, 19, pooler.url)).rejects.toThrow(
    / shares sessions between connections .*: DATABASE_DIRECT_URL must point to PostgreSQL itself\.$/,
  );
  const other = await createEmptyDatabase();
  endings.push(other.drop);
  await expect(askForeignVersion(pooler.url, 19, other.url)).rejects.toThrow(
    /^DATABASE_URL \(127\.0\.0\.1:\d+\) and DATABASE_DIRECT_URL \(.*\) point to different databases: set both to the same one\.$/,
  );
  const nowhere = Object.assign(new URL(database.url), { username: "somebody" }).href;
  await expect(askForeignVersion(pooler.url, 19, nowhere)).rejects.toThrow(
    / denied access to "somebody": check DATABASE_DIRECT_URL\.$/,
  );
});

test("whoever runs such a pooler is told how to give single statements a time limit, until they have one", async () => {
  const pooler = await poolerBefore(database.url, "transaction");
  endings.push(pooler.close);
  expect(await findTimeLimit(pooler.url)).toBe(`alter role ${role} set statement_timeout = '15s';`);
  await runStatement(adminUrl, `alter database ${database.name} set statement_timeout = '15s'`);
  endings.push(() => runStatement(adminUrl, `alter database ${database.name} reset statement_timeout`));
  expect(await findTimeLimit(pooler.url)).toBeUndefined();
});
