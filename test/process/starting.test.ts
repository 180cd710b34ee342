import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { createEmptyDatabase } from "../database/database";
import { TEST_SECRET } from "../secret";
import { cleanUp, endLeftovers, launch, makeDataDir } from "./launch";

const dataDir = makeDataDir();
const database = await createEmptyDatabase();
const settings = { DATA_DIR: dataDir, DATABASE_URL: database.url, APP_SECRET: TEST_SECRET };
afterEach(endLeftovers);
afterAll(async () => {
  await cleanUp(dataDir);
  await database.drop();
});

// The advisory lock under which Kysely migrates.
const MIGRATING = "3853314791062309107";

/** Answers of a server that has only begun to listen. */
async function firstAnswer(url: string, headers = {}): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, { headers }).catch(() => undefined);
    if (answer) return answer;
    await sleep(10);
  }
}

test("a taken port stops the start before anything in the database is changed", async () => {
  const other = createServer().listen(0);
  await once(other, "listening");
  const { port } = JSON.parse(JSON.stringify(other.address()));
  const server = await launch({ ...settings, PORT: String(port) });
  expect(await server.ended()).toBe(1);
  expect(server.output()).toMatch(new RegExp(`^Port ${port} is in use by another program`, "m"));
  other.close();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    "select nspname, relname from pg_class join pg_namespace n on n.oid = relnamespace where relname like 'kysely%' or nspname in ('public', 'graphile_worker')",
  );
  await client.end();
  expect(rows).toEqual([]);
});

test("until it is ready, while another one changes the schema for example, a server answers 503 and when to come again", async () => {
  const other = new pg.Client({ connectionString: database.url });
  other.on("error", () => {});
  await other.connect();
  await other.query(`select pg_advisory_lock(${MIGRATING})`);
  const server = await launch(settings);
  for (const path of ["/api/health", "/api/health/ready", "/iam/v3/me/", "/login"]) {
    const answer = await firstAnswer(`${server.url}${path}`);
    expect([path, answer.status, answer.headers.get("Retry-After")]).toEqual([path, 503, "5"]);
    expect(await answer.json()).toMatchObject({ code: "unavailable", detail: expect.stringContaining("starting") });
  }
  const page = await firstAnswer(`${server.url}/login`, { Accept: "text/html,*/*;q=0.8" });
  expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "5"]);
  expect(await page.text()).toContain("<h1>Latchkey is starting</h1>");
  expect(server.output()).not.toMatch(/^(Schema +(up|brought)|Ready) /m);
  await other.end();
  await server.until(/^Ready /m);
  expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200);
});
