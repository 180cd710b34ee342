import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { createTestDatabase } from "../database/database";
import { createToken, createUser } from "../fixtures";
import { TEST_SECRET } from "../secret";
import { cleanUp, endLeftovers, type Launched, launchReady, makeDataDir } from "./launch";

const dataDir = makeDataDir();
const { db, url, destroy } = await createTestDatabase();
const settings = { DATA_DIR: dataDir, DATABASE_URL: url, APP_SECRET: TEST_SECRET };
const token = await createToken(db, await createUser(db));
afterEach(endLeftovers);
afterAll(async () => {
  await cleanUp(dataDir);
  await destroy();
});

/** A request that waits in the database until it is let go. */
async function requestInFlight(server: Launched) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query('begin; lock table "user" in access exclusive mode');
  const answer = fetch(`${server.url}/iam/v3/me/`, { headers: { Authorization: `Bearer ${token.secret}` } });
  // A rejection is looked at later.
  answer.catch(() => {});
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await client.query(waiting)).rowCount === 0) await sleep(20);
  return { answer, letGo: () => client.end() };
}

test("SIGTERM waits for the request in flight, writes its last use, and takes no new one", async () => {
  const server = await launchReady(settings);
  const { answer, letGo } = await requestInFlight(server);
  server.kill("SIGTERM");
  await server.until(/^Stopping/m);
  await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  await letGo();
  expect((await answer).status).toBe(200);
  expect(await server.ended()).toBe(0);
  const used = await db.selectFrom("access_token_last_use").select("token_id").execute();
  expect(used).toEqual([{ token_id: token.id }]);
});

test("a request that hangs does not keep it from stopping within 5 seconds", async () => {
  const server = await launchReady(settings);
  const { answer, letGo } = await requestInFlight(server);
  const begun = Date.now();
  server.kill("SIGTERM");
  expect(await server.ended()).toBe(0);
  expect(Date.now() - begun).toBeLessThan(5000);
  await expect(answer).rejects.toThrow();
  await letGo();
});

test("a second signal stops it at once, but not the same one arriving twice", async () => {
  const server = await launchReady(settings);
  const { answer, letGo } = await requestInFlight(server);
  server.kill("SIGINT");
  server.kill("SIGINT");
  await server.until(/^Stopping/m);
  await sleep(750);
  server.kill("SIGINT");
  expect(await server.ended()).toBe(130);
  await expect(answer).rejects.toThrow();
  await letGo();
});
