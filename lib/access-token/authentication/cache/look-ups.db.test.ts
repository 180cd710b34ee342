import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "@/db/database";
import { digestOf } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { spansWithin } from "@/test/spans";
import { LookUps } from "./look-ups";

let database: TestDatabase;
let pool: pg.Pool;
let digest: Buffer;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, 2);
  digest = digestOf((await createToken(database.db, await createUser(database.db))).secret, tokenDigestKey().key);
});
afterAll(async () => {
  await pool.end();
  await database.destroy();
});

/** Look-ups by a pool that fails so often to make a connection in time. */
function failing(times: number, isTold: boolean): LookUps {
  let left = times;
  const connect = () =>
    left-- > 0 ? Promise.reject(new Error("timeout exceeded when trying to connect")) : pool.connect();
  return new LookUps({ pool: { connect } as pg.Pool, moment: () => 0, isTold: () => isTold });
}

test("a connection that is not made in time is tried once more while the database is there", async () => {
  const found = await Promise.all(Array.from({ length: 5 }, () => failing(1, true).ask("key", digest)));
  for (const { row } of found) expect(row).toBeDefined();
  await expect(failing(2, true).ask("key", digest)).rejects.toThrow("timeout");
});

test("while the database is silent nobody waits twice", async () => {
  const lookUps = failing(1, false);
  await expect(lookUps.ask("key", digest)).rejects.toThrow("timeout");
  // As the API does for a request that could not be answered ahead of it.
  await expect(lookUps.ask("key", digest)).rejects.toThrow("timeout");
  expect((await lookUps.ask("another key", digest)).row).toBeDefined();
  await expect.poll(async () => (await lookUps.ask("key", digest)).row).toBeDefined();
});

test("a flood of secrets is looked up in few statements, two of them at a time", async () => {
  let [statements, running, most] = [0, 0, 0];
  const connect = async () => {
    statements++;
    running++;
    most = Math.max(most, running);
    const client = await pool.connect();
    return {
      query: (...given: [string, unknown[]]) => client.query(...given),
      release: (isBroken: boolean) => {
        running--;
        client.release(isBroken);
      },
    };
  };
  const lookUps = new LookUps({ pool: { connect } as unknown as pg.Pool, moment: () => 0, isTold: () => true });
  const flood = Array.from({ length: 5_000 }, (_, n) => lookUps.ask(`key ${n}`, Buffer.alloc(32, `${n} `)));
  expect((await lookUps.ask("key", digest)).row).toBeDefined();
  for (const { row } of await Promise.all(flood)) expect(row).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(Math.ceil(5_001 / 64));
  expect(most).toBe(2);
});

test("what is looked up for many is told as a part of nobody's request", async () => {
  const lookUps = new LookUps({ pool, moment: () => 0, isTold: () => true });
  const told = await spansWithin(async () => {
    expect((await lookUps.ask("key", digest)).row).toBeDefined();
    await pool.query("select 1 from access_token where id = $1", [null]);
  });
  expect(told).toEqual(["select access_token"]);
});
