import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testPostgres } from "./postgres";
import { proxyBefore, type TcpProxy } from "./tcp-proxy";

let proxy: TcpProxy;
let client: pg.Client;
let broken: Error[];
beforeEach(async () => {
  proxy = await proxyBefore(testPostgres().adminUrl);
  client = new pg.Client({ connectionString: proxy.url });
  broken = [];
  client.on("error", (error) => broken.push(error));
  await client.connect();
});
afterEach(async () => {
  await client.end().catch(() => undefined);
  await proxy.close();
});

const ask = async () => (await client.query("select 1 as one")).rows[0]?.one;

test("what is asked is answered by way of it, until it is cut", async () => {
  expect(await ask()).toBe(1);
  expect(proxy.connections()).toBe(1);
  proxy.cut();
  await expect(ask()).rejects.toThrow();
  await expect.poll(() => proxy.connections()).toBe(0);
  const next = new pg.Client({ connectionString: proxy.url });
  await next.connect();
  await next.end();
});

test("in a black hole nothing is answered and nothing ends, and afterwards all of it arrives", async () => {
  proxy.blackHole();
  let isAnswered = false;
  const asked = ask().then((one) => {
    isAnswered = true;
    return one;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isAnswered).toBe(false);
  expect(broken).toEqual([]);
  proxy.heal();
  expect(await asked).toBe(1);
});

test("a delay is one for each direction, and over when it is healed", async () => {
  proxy.delay(60);
  const begun = performance.now();
  expect(await ask()).toBe(1);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(119);
  proxy.delay(60_000);
  const asked = ask();
  proxy.heal();
  expect(await asked).toBe(1);
});
