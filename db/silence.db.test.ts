import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmptyDatabase } from "@/test/database/database";
import { lineTo, overLine } from "@/test/database/line";
import { type Relay, relayTo } from "@/test/mail/relay";
import { createPool } from "./database";
import { Silence, silence } from "./silence";
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

/** A moment by which who waits for a silent database has been told so. */
const whenTold = () =>
  new Promise<void>((resolve) => {
    const other = new Silence();
    let looks = 0;
    const end = other.watch({ isTold: () => looks++ === 0, probe: async () => undefined });
    const over = other.wait(() => {
      over(false);
      end();
      resolve();
    });
  });

test("when nothing answers and nothing proves that it is there, all who wait are told so; before, and when it answers anything, they wait", async () => {
  const line = await lineTo(Number(new URL(database.url).port || 5432));
  const pool = createPool(overLine(database.url, line), 3);
  let isTold = true;
  const end = silence().watch({ isTold: () => isTold, probe: () => pool.query("select 1") });
  await Promise.all([pool.query("select 1"), pool.query("select 2")]);

  line.hold("answers");
  const patient = pool.query("select 1 as one");
  // Long after somebody would have been told.
  for (let n = 0; n < 2; n++) await whenTold();
  line.release();
  expect((await patient).rows).toEqual([{ one: 1 }]);

  isTold = false;
  const slow = pool.query("select pg_sleep(1.5), 1 as one");
  expect((await slow).rows).toMatchObject([{ one: 1 }]);

  line.hold("answers");
  const ask = async () => {
    const client = await pool.connect();
    return await client.query("select 1").finally(() => client.release(true));
  };
  // Some for an answer, and some for a connection.
  const refused = await Promise.all(Array.from({ length: 4 }, () => ask().catch((error: unknown) => error)));
  expect(refused.map(isUnavailable)).toEqual([true, true, true, true]);
  expect(refused.map(String).filter((why) => why.includes("timeout"))).toEqual([]);
  line.release();
  expect((await pool.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  end();
  await pool.end();
  await line.close();
});

test("while the database proves that it is there, a connection that a busy machine makes too late is made again", async () => {
  const line = await lineTo(Number(new URL(database.url).port || 5432));
  const pool = createPool(overLine(database.url, line), 1);
  const end = silence().watch({ isTold: () => true, probe: async () => undefined });
  line.hold("answers");
  const late = pool.connect();
  // Of the first, which has been given up, and of the second.
  await expect.poll(() => line.waiting()).toBe(2);
  line.release();
  const client = await late;
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  client.release();
  end();
  await pool.end();
  await line.close();
});
