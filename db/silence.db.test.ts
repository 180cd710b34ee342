import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmptyDatabase } from "@/test/database/database";
import { type Relay, relayTo } from "@/test/mail/relay";
import { createPool } from "./database";
import { isUnavailable } from "./unavailable";

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let relay: Relay;
beforeAll(async () => {
  database = await createEmptyDatabase();
  relay = await relayTo(Number(new URL(database.url).port));
});
afterAll(async () => {
  await relay.cut();
  await database.drop();
});

test("a connection whose other end has vanished is given up in time, and another one is taken", async () => {
  const url = new URL(database.url);
  url.port = String(relay.port);
  const pool = createPool(url.href, 1, { statement_timeout: 500 });
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  relay.silence();
  const error = await pool.query("select 1").catch((error: unknown) => error);
  expect(isUnavailable(error)).toBe(true);
  expect((await pool.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  await pool.end();
});
