import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { migrator } from "@/db/migrate";
import { createEmptyDatabase, createTestDatabase } from "../database/database";
import { createToken, createUser } from "../fixtures";
import { sessionHeaderOf } from "../http/session-cookie";
import { TEST_SECRET } from "../secret";
import { cleanUp, launch, launchReady, makeDataDir } from "./launch";

const dataDir = makeDataDir();
const { db, url, destroy } = await createTestDatabase();
const settings = { DATA_DIR: dataDir, DATABASE_URL: url, APP_SECRET: TEST_SECRET };
afterAll(async () => {
  await cleanUp(dataDir);
  await destroy();
});

test("while a new version changes the schema the former one fails no request; started again it says why it does not", async () => {
  const server = await launchReady(settings);
  const user = await createUser(db);
  const { id, secret } = await createToken(db, user);
  const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
  const cookie = await sessionHeaderOf(db, user);
  const requests: [path: string, init: RequestInit][] = [
    ["/iam/v3/me/", { headers }],
    ["/iam/v3/access-tokens/", { headers }],
    [`/iam/v3/access-tokens/${id}/`, { headers, method: "PATCH", body: JSON.stringify({ description: "Beside" }) }],
    ["/account/access-tokens", { headers: { cookie } }],
    ["/api/health/ready", {}],
  ];
  let isOver = false;
  const answers = requests.map(async ([path, init]) => {
    const seen: unknown[] = [];
    while (!isOver) {
      const answer = await fetch(server.url + path, { redirect: "manual", ...init });
      await answer.text();
      seen.push(answer.status);
      await sleep(10);
    }
    return { path, seen: [...new Set(seen)] };
  });
  await sleep(300);
  // As a version to come does it: each kind of change that docs/scaling.md allows, under the lock that migrations have.
  await db.transaction().execute(async (trx) => {
    await sql`alter table access_token add column to_come text`.execute(trx);
    await sql`alter table "user" add column to_come integer not null default 0`.execute(trx);
    await sql`create table to_come (id uuid primary key, token_id uuid references access_token on delete cascade)`.execute(
      trx,
    );
    await sql`create index on access_token (to_come)`.execute(trx);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-to-come', now())`.execute(trx);
    await sleep(300);
  });
  await sleep(500);
  isOver = true;
  expect(await Promise.all(answers)).toEqual(requests.map(([path]) => ({ path, seen: [200] })));
  expect(server.output()).not.toMatch(/^\s+at /m);

  const again = await launch(settings);
  expect(await again.ended()).toBe(1);
  expect(again.output()).toMatch(/^This data was changed by a newer version of Latchkey \(9999-to-come\): /m);
  expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200);
});

test("a start that changes tables beside a dump keeps those who ask for them waiting for a moment, and waits for its turn", async () => {
  const empty = await createEmptyDatabase();
  const former = connect(empty.url);
  const dump = new pg.Client({ connectionString: empty.url });
  try {
    const { error } = await migrator(former).migrateTo("0011-form-submission");
    expect(error).toBeUndefined();
    await dump.connect();
    await dump.query("begin; lock table access_token in access share mode");
    const server = await launch({ ...settings, DATABASE_URL: empty.url });
    await server.until(/^Schema +waiting/m);
    let longest = 0;
    for (const end = Date.now() + 3_000; Date.now() < end; ) {
      const asked = performance.now();
      await former.selectFrom("access_token").select("id").execute();
      longest = Math.max(longest, performance.now() - asked);
      await sleep(20);
    }
    expect(longest).toBeLessThan(2_000);
    expect(server.output()).not.toMatch(/^Ready/m);
    await dump.query("commit");
    await server.until(/^Schema +brought up to date: 0012/m);
    await server.until(/^Ready /m);
    server.kill("SIGTERM");
    expect(await server.ended()).toBe(0);
  } finally {
    await dump.end();
    await former.destroy();
    await empty.drop();
  }
});
