import { chmodSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { signal } from "@/postgres/postmaster";
import { expectConsoleError } from "../console";
import { primaryAndStandby } from "../database/standby";
import { createToken, createUser } from "../fixtures";
import { relayTo } from "../mail/relay";
import { TEST_SECRET } from "../secret";
import { work } from "../work";
import { cleanUp, launchReady, makeDataDir } from "./launch";

const [first, second, own] = [makeDataDir(), makeDataDir(), makeDataDir()];
// Root's PostgreSQL runs as another user, who must be able to pass through.
for (const folder of [first, second]) chmodSync(folder, 0o711);
const { primary, standby, caughtUp, promote } = await primaryAndStandby(first, second);
const portOf = (url: string) => Number(new URL(url).port);
const inAMonth = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
// What stands for a virtual address, or for the proxy that knows which one is the primary.
const relay = await relayTo(portOf(primary.url));
const url = new URL(primary.url);
url.port = String(relay.port);
afterAll(async () => {
  await relay.cut();
  await cleanUp(own, first, second);
});

test("when a standby takes over, the server goes on within 2 seconds, and is a 503 until then", async () => {
  // That of this test is lost too.
  expectConsoleError(/^database: an idle connection was lost/);
  const server = await launchReady({ DATABASE_URL: url.href, DATA_DIR: own, APP_SECRET: TEST_SECRET });
  const db = connect(url.href);
  const user = await createUser(db);
  const { secret } = await createToken(db, user);
  const create = async () => {
    const answer = await fetch(`${server.url}/iam/v3/access-tokens/`, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
      body: JSON.stringify({ label: "While it changes", scopes: ["deployments:read"], expiration_date: inAMonth }),
    });
    await answer.text();
    if (answer.status === 503) expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    return answer.status;
  };
  const until = async (status: number) => {
    const seen = new Set<number>();
    for (;;) {
      const answer = await create();
      seen.add(answer);
      if (answer === status) return [...seen];
      await sleep(20);
    }
  };
  expect(await create()).toBe(201);
  await caughtUp();

  // The machine of the primary is gone, and the standby not promoted yet: it can be asked, and not written to.
  signal(primary.pid, "SIGQUIT");
  await relay.cut();
  expect(await until(503)).toEqual([503]);
  await relay.mend(portOf(standby.url));
  for (let n = 0; n < 10; n++) expect(await create()).toBe(503);

  await promote();
  const promoted = performance.now();
  expect((await until(201)).filter((status) => status !== 503 && status !== 201)).toEqual([]);
  expect(performance.now() - promoted).toBeLessThan(2_000);
  // What was acknowledged before is there, and background work goes on.
  const made = await db.selectFrom("access_token").select("id").where("label", "=", "While it changes").execute();
  expect(made.length).toBeGreaterThan(1);
  await work(db, "make_notices");
  await db.destroy();
  server.kill("SIGTERM");
  expect(await server.ended()).toBe(0);
  expect(server.output()).not.toMatch(/^\s+at /m);
});
