import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "../database/database";
import { poolerBefore } from "../database/pooler";
import { createToken, createUser } from "../fixtures";
import { sessionHeaderOf } from "../http/session-cookie";
import { TEST_SECRET } from "../secret";
import { waitFor } from "../wait";
import { work } from "../work";
import { cleanUp, launchReady, makeDataDir } from "./launch";

const dataDir = makeDataDir();
const { db, url, destroy } = await createTestDatabase();
const pooler = await poolerBefore(url, "transaction");
afterAll(async () => {
  await cleanUp(dataDir);
  await pooler.close();
  await destroy();
});

test("behind a pooler in transaction mode an instance serves as ever, with a way past it", async () => {
  const settings = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: url, DATA_DIR: dataDir, APP_SECRET: TEST_SECRET };
  const server = await launchReady({ ...settings, WORKERS: "2" });
  expect(server.output()).toMatch(/^Database +PostgreSQL .* through the pooler at 127\.0\.0\.1:\d+\.$/m);
  const user = await createUser(db);
  const { id, secret } = await createToken(db, user);
  const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(server.url + path, { headers, redirect: "manual", ...init })).status;
  const times = async (count: number, run: () => Promise<number>) =>
    new Set(await Promise.all(Array.from({ length: count }, run)));

  expect(await times(60, () => ask("/iam/v3/me/"))).toEqual(new Set([200]));
  expect(await times(20, () => ask("/iam/v3/access-tokens/"))).toEqual(new Set([200]));
  const cookie = await sessionHeaderOf(db, user);
  expect(await times(4, () => ask("/account/access-tokens", { headers: { cookie } }))).toEqual(new Set([200]));
  const change = { method: "PATCH", body: JSON.stringify({ description: "Behind a pooler" }) };
  expect(await times(4, () => ask(`/iam/v3/access-tokens/${id}/`, change))).toEqual(new Set([200]));
  await work(db, "make_notices", "retain");
  const used = () => db.selectFrom("access_token_last_use").select("token_id").execute();
  await waitFor(async () => (await used()).length === 1, "its use to be written");
  expect(await ask("/api/health/ready")).toBe(200);

  server.kill("SIGTERM");
  expect(await server.ended()).toBe(0);
  expect(server.output()).not.toMatch(/^\s+at |prepared statement/m);
});
