import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createEmptyDatabase } from "@/test/database/database";
import { createPool } from "../database";

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createEmptyDatabase();
  pool = createPool(database.url, 1);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const connected = async (run: (client: pg.PoolClient) => Promise<void>) => {
  const client = await pool.connect();
  try {
    await run(client);
  } finally {
    client.release(true);
  }
};

const kept = async (client: pg.PoolClient) => {
  const { rows } = await client.query<{ statement: string }>(
    "select statement from pg_prepared_statements order by prepare_time",
  );
  return rows.map(({ statement }) => statement);
};

test("a connection keeps what is asked often, unless its rows change their shape with the table", () =>
  connected(async (client) => {
    await client.query("create table thing (id int, name text)");
    const [byName, whole, all] = [
      "select name from thing where id = $1",
      "select thing.* from thing where id = $1",
      "select * from thing where id = $1",
    ];
    for (let n = 0; n < 5; n++) for (const text of [byName, whole, all]) await client.query(text, [n]);
    expect(await kept(client)).toEqual([byName]);
    await client.query("insert into thing values (1, 'one')");
    await client.query("alter table thing add column later text");
    expect((await client.query(byName, [1])).rows).toEqual([{ name: "one" }]);
    expect((await client.query(all, [1])).rows).toEqual([{ id: 1, name: "one", later: null }]);
    await client.query("drop table thing");
  }));

test("what a connection keeps is planned anew after a minute, and later once it is as old as the process was: its tables may have grown", () =>
  connected(async (client) => {
    const plannedAt = async () => {
      await client.query("select $1::int as answer", [42]);
      const { rows } = await client.query(
        "select prepare_time from pg_prepared_statements where statement like '%answer'",
      );
      return rows.map(({ prepare_time }) => Number(prepare_time));
    };
    for (let time = 0; time < 3; time++) await plannedAt();
    const [first = 0, ...others] = await plannedAt();
    expect(others).toEqual([]);
    expect(await plannedAt()).toEqual([first]);
    const clock = vi.spyOn(performance, "now");
    try {
      clock.mockReturnValue(1_000_000);
      const [second = 0, ...more] = await plannedAt();
      expect(second).toBeGreaterThan(first);
      expect(more).toEqual([]);
      clock.mockReturnValue(1_999_000);
      expect(await plannedAt()).toEqual([second]);
      clock.mockReturnValue(2_000_000);
      const [third = 0] = await plannedAt();
      expect(third).toBeGreaterThan(second);
    } finally {
      vi.restoreAllMocks();
    }
  }));

test("what a connection keeps is bounded: what it was not asked for longest is given up, also after a failure", () =>
  connected(async (client) => {
    const texts = Array.from({ length: 40 }, (_, n) => `select $1::int + ${n} as sum /* ${"x".repeat(6_000)} */`);
    const ask = async (text: string) => (await client.query<{ sum: number }>(text, [100])).rows[0]?.sum;
    for (const text of texts) for (let time = 0; time < 3; time++) await ask(text);
    await client.query("begin");
    await expect(client.query("select 1 / $1::int", [0])).rejects.toThrow("division by zero");
    await expect(client.query(texts[0] ?? "", [0])).rejects.toThrow("current transaction is aborted");
    await client.query("rollback");
    for (const [n, text] of texts.entries()) expect(await ask(text)).toBe(100 + n);
    const long = (await kept(client)).filter((text) => text.startsWith("select $1::int + "));
    // As many as 50,000 characters hold.
    expect(long.map((text) => texts.indexOf(text))).toEqual([...texts.keys()].slice(-8));
  }));

test("statements that come at once, more than are kept, are all answered", () =>
  connected(async (client) => {
    const texts = Array.from({ length: 30 }, (_, n) => `select $1::int - ${n} as rest /* ${"y".repeat(6_000)} */`);
    for (let time = 0; time < 4; time++) {
      const answers = await Promise.all(texts.map((text) => client.query<{ rest: number }>(text, [100])));
      expect(answers.map(({ rows }) => rows[0]?.rest)).toEqual(texts.map((_, n) => 100 - n));
    }
  }));
