import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { expectConsoleError } from "../console";
import { createTestDatabase } from "../database/database";
import { runStatement, testPostgres } from "../database/postgres";
import { proxyBefore } from "../database/tcp-proxy";
import { createToken, createUser } from "../fixtures";
import { sessionHeaderOf } from "../http/session-cookie";
import { type Relay, relayTo } from "../mail/relay";
import { TEST_SECRET } from "../secret";
import { cleanUp, launchReady, makeDataDir } from "./launch";

// One server for all, behind a relay and a proxy that break as the network or PostgreSQL does, with a clock that can be set.
const dataDir = makeDataDir();
const { db, url, destroy } = await createTestDatabase();
const user = await createUser(db);
const { secret } = await createToken(db, user);
const name = new URL(url).pathname.slice(1);
const proxy = await proxyBefore(url);
const relay: Relay = await relayTo(Number(new URL(proxy.url).port));
const behind = new URL(url);
behind.port = String(relay.port);
const server = await launchReady({
  DATA_DIR: dataDir,
  DATABASE_URL: behind.href,
  APP_SECRET: TEST_SECRET,
  NODE_OPTIONS: `--require ${path.join(import.meta.dirname, "clock.cjs")}`,
});
const port = Number(new URL(server.url).port);
const slow: Socket[] = [];
afterAll(async () => {
  for (const socket of slow) socket.destroy();
  await cleanUp(dataDir);
  await relay.cut();
  await proxy.close();
  await destroy();
});

const me = `GET /iam/v3/me/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}\r\n`;

/** Send bytes as they are, and read until the server closes, or has been silent for a while. */
async function raw(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  socket.setTimeout(15_000, () => socket.destroy());
  socket.write(text);
  await once(socket, "close");
  return answer;
}

/** One of a crowd. Not by `fetch`: this process, which relays what the server asks its database, would be the one that is too busy. */
const crowded = async (token: string | undefined) =>
  statusesOf(
    await raw(
      `GET /iam/v3/me/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    ),
  )[0];
const counted = (statuses: readonly (number | undefined)[]) =>
  Object.fromEntries([...new Set(statuses)].map((status) => [status, statuses.filter((one) => one === status).length]));

const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

async function ask(token = secret) {
  const asked = performance.now();
  const answer = await fetch(`${server.url}/iam/v3/me/`, { headers: { Authorization: `Bearer ${token}` } });
  await answer.text();
  const ms = performance.now() - asked;
  return { status: answer.status, retryAfter: Number(answer.headers.get("Retry-After")), ms };
}

test("two thousand requests at once, with a hundred tokens that nobody knows yet and beside a busy processor, are all answered", async () => {
  const owner = await createUser(db);
  const tokens = await Promise.all(Array.from({ length: 100 }, () => createToken(db, owner)));
  const busy = spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
  try {
    const asked = Array.from({ length: 2_000 }, (_, n) => crowded(tokens[n % tokens.length]?.secret));
    expect(counted(await Promise.all(asked))).toEqual({ 200: 2_000 });
  } finally {
    busy.kill("SIGKILL");
  }
});

test("a flood of secrets that nobody has is refused, and keeps out neither who is known nor who comes for the first time", async () => {
  const { secret: fresh } = await createToken(db, user);
  const flood = Array.from({ length: 500 }, () => crowded(generateSecret("lk", "pat")));
  expect(await Promise.all([secret, fresh, secret].map(crowded))).toEqual([200, 200, 200]);
  expect(counted(await Promise.all(flood))).toEqual({ 401: 500 });
});

test("a clock that is set an hour ahead or back lets no token in that is over, keeps none out, and stops no change", async () => {
  const inMinutes = (minutes: number) => ({ expiresAt: new Date(Date.now() + minutes * 60_000) });
  const [soon, over] = [await createToken(db, user, inMinutes(30)), await createToken(db, user, inMinutes(-30))];
  const cookie = await sessionHeaderOf(db, user);
  for (const hours of [1, -1, 0]) {
    server.kill("SIGUSR2");
    await server.until(new RegExp(`^The clock is ${hours} hours ahead`, "m"));
    const statuses = (await Promise.all([secret, soon.secret, over.secret].map((one) => ask(one)))).map(
      (a) => a.status,
    );
    expect(statuses).toEqual([200, 200, 401]);
    const made = await fetch(`${server.url}/iam/v3/access-tokens/`, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
      body: JSON.stringify({ label: `Made with a clock ${hours} hours ahead` }),
    });
    expect([made.status, await made.json()]).toMatchObject([201, {}]);
    expect(
      (await fetch(`${server.url}/account/access-tokens`, { headers: { cookie }, redirect: "manual" })).status,
    ).toBe(200);
  }
});

test("two thousand connections that send their headers drop by drop keep nobody else waiting", async () => {
  for (let n = 0; n < 2_000; n++) {
    const socket = connect(port, "127.0.0.1", () => socket.write("GET /iam/v3/me/ HTTP/1.1\r\nHost: local"));
    socket.on("error", () => {});
    slow.push(socket);
  }
  await Promise.all(slow.map((socket) => once(socket, "connect")));
  for (let n = 0; n < 10; n++) {
    const asked = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - asked).toBeLessThan(2_000);
  }
});

test("a header of 64 KiB is refused with 431, and the next request answered", async () => {
  const answer = await raw(`${me}X-Long: ${"x".repeat(64 * 1024)}\r\n\r\n`);
  expect(statusesOf(answer)).toEqual([431]);
  expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ code: "headers_too_large" });
  expect((await ask()).status).toBe(200);
});

test("requests that are sent without waiting for answers are answered each for itself, in their order", async () => {
  const nobody = "GET /iam/v3/me/ HTTP/1.1\r\nHost: localhost\r\n";
  const health = "GET /api/health HTTP/1.1\r\nHost: localhost\r\n";
  const answer = await raw(`${me}\r\n${nobody}\r\n${health}\r\n${me}\r\n${nobody}Connection: close\r\n\r\n`);
  expect(statusesOf(answer)).toEqual([200, 401, 200, 200, 401]);
  const ids = [...answer.matchAll(/^x-request-id: (\S+)/gim)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(5);
});

test("HTTP/1.0 gets a whole answer, without chunks, and the end of the connection", async () => {
  const answer = await raw(`${me.replace("HTTP/1.1", "HTTP/1.0")}\r\n`);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 200 /);
  expect(head).not.toMatch(/chunked/i);
  expect(JSON.parse(body)).toMatchObject({ email: expect.any(String) });
});

type Outage = {
  /** How long it took until answers were good again, in milliseconds. */
  back: number;
  /** The longest that a 503 took. */
  refusal: number;
};

/** Do what takes the database away, see the answers become 503, bring it back, and see them become 200. */
async function without(away: () => unknown, back: () => unknown, forMs = 0): Promise<Outage> {
  const statuses = new Set<number>();
  let refusal = 0;
  const until = async (status: number) => {
    for (;;) {
      const answer = await ask();
      statuses.add(answer.status);
      if (answer.status === 503) {
        expect(answer.retryAfter).toBeGreaterThan(0);
        refusal = Math.max(refusal, answer.ms);
      }
      if (answer.status === status) return;
      await sleep(20);
    }
  };
  await away();
  await until(503);
  for (const end = Date.now() + forMs; Date.now() < end; await sleep(100)) await until(503);
  await back();
  const begun = performance.now();
  await until(200);
  // Never a 401, for which a client would throw its token away, and never a fault.
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  return { back: performance.now() - begun, refusal };
}

test("when others have taken all connections, answers are 503 and when to come again, and good again within 2 seconds", async () => {
  // Those of this test are others too.
  expectConsoleError(/^database: an idle connection was lost/);
  const admin = testPostgres().adminUrl;
  const others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname =";
  const { back } = await without(
    async () => {
      await runStatement(admin, `alter database ${name} connection limit 0`);
      await runStatement(admin, `${others} '${name}'`);
    },
    () => runStatement(admin, `alter database ${name} connection limit -1`),
  );
  expect(back).toBeLessThan(2_000);
});

test("PostgreSQL that is away is a 503 and when to come again, and good again within 2 seconds", async () => {
  expect((await without(relay.cut, relay.mend, 1_000)).back).toBeLessThan(2_000);
});

test("PostgreSQL that neither answers nor refuses, as a machine that is suspended, is the same, after a second", async () => {
  const { back, refusal } = await without(proxy.blackHole, proxy.heal, 1_000);
  expect(back).toBeLessThan(2_000);
  // With room for a busy machine; waiting for a statement alone takes five seconds.
  expect(refusal).toBeLessThan(2_000);
});

test("what sends its headers too slowly is cut off after ten seconds", async () => {
  await Promise.all(slow.map((socket) => (socket.closed ? undefined : once(socket.resume(), "close"))));
  expect(slow.filter((socket) => !socket.closed)).toEqual([]);
});
