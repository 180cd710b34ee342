import { once } from "node:events";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "../../database/database";
import { createToken, createUser } from "../../fixtures";
import { freePort } from "../../http/server";
import { sessionHeaderOf } from "../../http/session-cookie";
import { encodeReply, serverActions } from "../../matrix/server-action";
import { TEST_SECRET } from "../../secret";
import { waitFor } from "../../wait";
import { work } from "../../work";
import { childrenOf, cleanUp, isRunning, launch, launchReady, makeDataDir } from "../launch";

const dataDir = makeDataDir();
const { db, url, destroy } = await createTestDatabase();
const user = await createUser(db);
const { secret } = await createToken(db, user);
const metricsPort = String(await freePort());
const settings = {
  WORKERS: "2",
  METRICS_PORT: metricsPort,
  DATA_DIR: dataDir,
  DATABASE_URL: url,
  APP_SECRET: TEST_SECRET,
  TRUSTED_PROXIES: "127.0.0.2",
};
let server = await launchReady(settings);
afterAll(async () => {
  await cleanUp(dataDir);
  await destroy();
});

const workers = () => childrenOf(server.pid, "worker.mjs");
const bearer = { Authorization: `Bearer ${secret}` };

/** One request on a connection of its own, or on one of `agent`. @returns its status, or how it failed */
async function ask(path: string, headers: Record<string, string> = bearer, agent?: Agent): Promise<number | string> {
  const asked = request(server.url + path, {
    headers,
    agent: agent ?? new Agent(),
    signal: AbortSignal.timeout(60_000),
  });
  asked.end();
  try {
    const [answer] = await once(asked, "response");
    answer.resume();
    await once(answer, "end");
    return answer.statusCode;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

const times = <Result>(count: number, run: () => Promise<Result>) => Promise.all(Array.from({ length: count }, run));

// These tell one story, in order.

test("two processes answer on one port, and the main process says once that they do", async () => {
  expect(workers()).toHaveLength(2);
  expect(server.output().match(/^Ready .*by 2 processes/gm)).toHaveLength(1);
  for (const hangs of workers()) {
    process.kill(hangs, "SIGSTOP");
    // Of ten connections one may have been handed to it, and waits.
    const answers = times(10, () => ask("/iam/v3/me/"));
    const most = await Promise.race([answers, sleep(1_500)]);
    process.kill(hangs, "SIGCONT");
    expect(await answers).toEqual(Array(10).fill(200));
    if (most === undefined) continue;
    expect(most).toHaveLength(10);
  }
});

test("pages, the API and background work are what they are with one process", async () => {
  const cookie = await sessionHeaderOf(db, user);
  // One after the other: the first pages cost the most, and a busy machine would take too long for all at once.
  for (let n = 0; n < 4; n++) expect(await ask("/account/access-tokens", { cookie })).toBe(200);
  expect(await times(6, () => ask("/account/access-tokens", {}))).toEqual(Array(6).fill(307));
  expect(await times(6, () => ask("/iam/v3/access-tokens/"))).toEqual(Array(6).fill(200));
  expect(await times(6, () => ask("/iam/v3/me/", {}))).toEqual(Array(6).fill(401));
  expect(await times(6, () => ask("/api/health/ready"))).toEqual(Array(6).fill(200));
  await work(db, "make_notices", "retain");
});

// Of Linux's loopback every address is there.
test.runIf(process.platform === "linux")("what Next.js asks the server itself reaches the same process", async () => {
  const action = serverActions().find(({ name }) => name.endsWith("/login/actions.ts#signInAction"));
  const people = [];
  for (let n = 0; n < 6; n++) people.push(await createUser(db));
  const statuses = await Promise.all(people.map((person) => signIn(action?.id ?? "", person)));
  expect(statuses).toEqual(Array(6).fill(200));
  const signIns = await db.selectFrom("activity").select("address").where("type", "=", "user.signed_in").execute();
  expect(signIns.map(({ address }) => address)).toEqual(Array(6).fill("203.0.113.9"));
});

/** Sign in with an action that the page lacks, which Next.js then asks another page for. */
async function signIn(action: string, { email, password }: { email: string; password: string }): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ email, password, callbackUrl: "/account/security" }))
    form.set(name, value);
  const body = new Request("http://app.example", {
    method: "POST",
    body: await encodeReply([{ status: "idle" }, form]),
  });
  const asked = request(`${server.url}/forgot-password`, {
    method: "POST",
    localAddress: "127.0.0.2",
    family: 4,
    agent: new Agent(),
    headers: {
      Host: "app.example",
      Origin: "https://app.example",
      "X-Forwarded-For": "203.0.113.9",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Host": "app.example",
      Accept: "text/x-component",
      "Next-Action": action,
      "Content-Type": body.headers.get("content-type") ?? "",
    },
  });
  asked.end(Buffer.from(await body.arrayBuffer()));
  const [answer] = await once(asked, "response");
  answer.resume();
  return answer.statusCode;
}

test("what tokens do is counted, whichever process answered", async () => {
  const token = await createToken(db, user);
  const counted = async () => {
    const rows = await db
      .selectFrom("access_token_usage")
      .select("requests")
      .where("token_id", "=", token.id)
      .execute();
    return rows.reduce((sum, { requests }) => sum + Number(requests), 0);
  };
  const used = { Authorization: `Bearer ${token.secret}` };
  expect(await times(30, () => ask("/iam/v3/me/", used))).toEqual(Array(30).fill(200));
  await waitFor(async () => (await counted()) >= 30, "all to be counted");
  expect(await counted()).toBe(30);
});

/** What the metrics of all processes say. */
async function metrics(): Promise<string> {
  const answer = await fetch(`http://localhost:${metricsPort}/metrics`);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return await answer.text();
}

test("requests are counted by kind and status, on either way to an answer, and refusals by their code", async () => {
  const token = await createToken(db, user);
  const used = { Authorization: `Bearer ${token.secret}` };
  const series = [
    'latchkey_requests_total{kind="verify",status="200"}',
    'latchkey_requests_total{kind="api",status="404"}',
    'latchkey_refusals_total{code="not_found"}',
    'latchkey_token_lookups_total{result="recalled"}',
    'latchkey_request_duration_seconds_sum{kind="api"}',
  ];
  const counted = async () => {
    const lines = (await metrics()).split("\n");
    return series.map((one) => Number(lines.find((line) => line.startsWith(`${one} `))?.slice(one.length + 1) ?? 0));
  };
  const before = await counted();
  // One connection, and so one process: it looks the token up once.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let n = 0; n < 3; n++) expect(await ask("/api/verify", used, agent)).toBe(200);
  // Not the shape that is answered at once.
  expect(await ask("/api/verify?scope=tokens:read", used, agent)).toBe(200);
  expect(await ask("/iam/v3/access-tokens/0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27/", used, agent)).toBe(404);
  agent.destroy();
  const more = async () => (await counted()).map((value, n) => value - (before[n] ?? 0));
  await expect.poll(async () => (await more()).slice(0, 3)).toEqual([4, 1, 1]);
  const [, , , recalled, seconds] = await more();
  expect(recalled).toBeGreaterThanOrEqual(4);
  // What is not answered from memory is timed.
  expect(seconds).toBeGreaterThan(0);
});

test("the metrics of all processes are one text, on a port of its own without a token", async () => {
  const counted = async () => {
    const text = await metrics();
    expect(text.match(/^latchkey_jobs\{state="running"\} \d+$/gm)).toHaveLength(1);
    return Number(/^latchkey_requests_total\{kind="api",status="200"\} (\d+)$/m.exec(text)?.[1]);
  };
  const before = await counted();
  expect(await times(20, () => ask("/iam/v3/me/"))).toEqual(Array(20).fill(200));
  await waitFor(async () => (await counted()) === before + 20, "all to be counted");
  const elsewhere = async (path: string, method = "GET") =>
    (await fetch(`http://localhost:${metricsPort}${path}`, { method })).status;
  expect([await elsewhere("/iam/v3/me/"), await elsewhere("/metrics", "POST")]).toEqual([404, 405]);
});

test("a worker that is killed under load loses its own requests alone, and another takes its place", async () => {
  const [killed = 0, stays = 0] = workers();
  let isOver = false;
  const clients = times(12, async () => {
    // One connection, kept as long as there is somebody at its other end.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answers: (number | string)[] = [];
    while (!isOver) answers.push(await ask("/iam/v3/me/", bearer, agent));
    agent.destroy();
    return answers;
  });
  await sleep(300);
  process.kill(killed, "SIGKILL");
  await server.until(new RegExp(`^Workers: process ${killed} was ended by SIGKILL; starting another one`, "m"));
  const [, successor] = await server.until(/^Workers: process (\d+) is ready\.$/m);
  await sleep(300);
  isOver = true;
  const failures = (await clients).map((answers) => answers.filter((answer) => answer !== 200));
  // Each client had one request under way, half of them at the other worker. One may have been handed to the dead one once more.
  for (const failed of failures) expect(failed.length).toBeLessThan(3);
  expect(failures.flat().length).toBeLessThan(12);
  expect(failures.flat().filter((failed) => failed !== "ECONNRESET")).toEqual([]);
  expect(workers().sort()).toEqual([stays, Number(successor)].sort());
});

/** Requests that wait in the database until they are let go, some in each process. */
async function requestsInFlight() {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query("begin; lock table access_token in access exclusive mode");
  const answers = times(6, () => ask("/iam/v3/access-tokens/"));
  // Not over the same connection: a transaction sees who waits as it was at first.
  const waiting = sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  // One in each at least; others may wait for what that one has asked.
  while ((await waiting.execute(db)).rows.length < 2) await sleep(20);
  await sleep(200);
  return { answers, letGo: () => client.end() };
}

test("a signal to a worker alone is nothing to it: the main process tells it when to stop", async () => {
  for (const worker of workers()) for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.kill(worker, name);
  await sleep(100);
  expect(await ask("/api/health")).toBe(200);
  expect(workers()).toHaveLength(2);
});

test("Ctrl-C, which reaches all processes, loses no request and leaves no process", async () => {
  const pids = [server.pid, ...workers()];
  const { answers, letGo } = await requestsInFlight();
  const begun = Date.now();
  process.kill(-server.pid, "SIGINT");
  await server.until(/^Stopping/m);
  await letGo();
  expect(await answers).toEqual(Array(6).fill(200));
  await waitFor(async () => (await ask("/api/health")) === "ECONNREFUSED", "the port to be closed");
  expect(await server.ended()).toBe(0);
  expect(Date.now() - begun).toBeLessThan(5_000);
  expect(server.output()).toMatch(/^Stopped\.$/m);
  expect(server.output()).not.toMatch(/too long|failed|^\s+at /m);
  expect(pids.filter(isRunning)).toEqual([]);
});

test("when the main process is killed, the others finish what is under way and end", async () => {
  server = await launchReady(settings);
  const pids = workers();
  expect(pids).toHaveLength(2);
  const { answers, letGo } = await requestsInFlight();
  server.kill("SIGKILL");
  await waitFor(() => !isRunning(server.pid), "the main process to be gone");
  await letGo();
  expect(await answers).toEqual(Array(6).fill(200));
  await waitFor(() => !pids.some(isRunning), "the others to be gone");
});

test("a port that is taken is named, as with one process", async () => {
  const other = createServer().listen(0);
  await once(other, "listening");
  const { port } = JSON.parse(JSON.stringify(other.address()));
  const refused = await launch({ ...settings, PORT: String(port) });
  expect(await refused.ended()).toBe(1);
  expect(refused.output()).toMatch(new RegExp(`^Port ${port} is in use by another program: `, "m"));
  expect(refused.output()).not.toMatch(/^(Schema|Workers)|^\s+at /m);
  other.close();
});
