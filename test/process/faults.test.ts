import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { expectConsoleError } from "../console";
import { createTestDatabase } from "../database/database";
import { runStatement, testPostgres } from "../database/postgres";
import { createToken, createUser } from "../fixtures";
import { type Relay, relayTo } from "../mail/relay";
import { TEST_SECRET } from "../secret";
import { cleanUp, launchReady, makeDataDir } from "./launch";

// One server for all, behind a relay that breaks as the network or PostgreSQL does.
const dataDir = makeDataDir();
const { db, url, destroy } = await createTestDatabase();
const { secret } = await createToken(db, await createUser(db));
const name = new URL(url).pathname.slice(1);
const relay: Relay = await relayTo(Number(new URL(url).port));
const behind = new URL(url);
behind.port = String(relay.port);
const server = await launchReady({ DATA_DIR: dataDir, DATABASE_URL: behind.href, APP_SECRET: TEST_SECRET });
const port = Number(new URL(server.url).port);
const slow: Socket[] = [];
afterAll(async () => {
  for (const socket of slow) socket.destroy();
  await cleanUp(dataDir);
  await relay.cut();
  await destroy();
});

const me = `GET /iam/v3/me/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}\r\n`;

/** Send bytes as they are, and read until the server closes, or has been silent for a while. */
async function raw(text: string): Promise<string> {
  const socket = connect(port, "localhost");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  socket.setTimeout(5_000, () => socket.destroy());
  socket.write(text);
  await once(socket, "close");
  return answer;
}

const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

async function ask(token = secret) {
  const answer = await fetch(`${server.url}/iam/v3/me/`, { headers: { Authorization: `Bearer ${token}` } });
  await answer.text();
  return { status: answer.status, retryAfter: Number(answer.headers.get("Retry-After")) };
}

test("two thousand requests at once, with a hundred tokens that nobody knows yet and beside a busy processor, are all answered", async () => {
  const user = await createUser(db);
  const tokens = await Promise.all(Array.from({ length: 100 }, () => createToken(db, user)));
  const busy = spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
  try {
    const asked = Array.from({ length: 2_000 }, (_, n) => ask(tokens[n % tokens.length]?.secret));
    expect((await Promise.all(asked)).filter(({ status }) => status !== 200)).toEqual([]);
  } finally {
    busy.kill("SIGKILL");
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

/** Do what takes the database away, see the answers become 503, bring it back, and see them become 200. @returns how long that took */
async function without(away: () => Promise<void>, back: () => Promise<void>, forMs = 0): Promise<number> {
  const statuses = new Set<number>();
  const until = async (status: number) => {
    for (;;) {
      const answer = await ask();
      statuses.add(answer.status);
      if (answer.status === 503) expect(answer.retryAfter).toBeGreaterThan(0);
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
  return performance.now() - begun;
}

test("when others have taken all connections, answers are 503 and when to come again, and good again within 2 seconds", async () => {
  // Those of this test are others too.
  expectConsoleError(/^database: an idle connection was lost/);
  const admin = testPostgres().adminUrl;
  const others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname =";
  const took = await without(
    async () => {
      await runStatement(admin, `alter database ${name} connection limit 0`);
      await runStatement(admin, `${others} '${name}'`);
    },
    () => runStatement(admin, `alter database ${name} connection limit -1`),
  );
  expect(took).toBeLessThan(2_000);
});

test("PostgreSQL that is away for seconds is a 503 and when to come again, and good again within 2 seconds", async () => {
  expect(await without(relay.cut, relay.mend, 3_000)).toBeLessThan(2_000);
});

test("what sends its headers too slowly is cut off after ten seconds", async () => {
  await Promise.all(slow.map((socket) => (socket.closed ? undefined : once(socket.resume(), "close"))));
  expect(slow.filter((socket) => !socket.closed)).toEqual([]);
});
