import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { createTestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { api } from "@/test/http/api";
import { freePort } from "@/test/http/server";
import { TEST_SECRET } from "@/test/secret";
import { cleanUp, type Launched, launchReady, makeDataDir } from "./launch";

const isInstalled = spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;
if (!isInstalled) console.log("limits shared in Redis: not run, redis-server is not installed here");

const LIMIT = 100_000;
const dataDir = makeDataDir();
const port = await freePort();
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let redis: ChildProcess;
let server: Launched;
let token: string;

beforeAll(async () => {
  if (!isInstalled) return;
  database = await createTestDatabase();
  redis = await startRedis();
  server = await launchReady({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    APP_SECRET: TEST_SECRET,
    WORKERS: "2",
    RATE_LIMIT_PER_MINUTE: String(LIMIT),
    AUTH_FAILURES_PER_MINUTE: String(LIMIT),
    REDIS_URL: `redis://:secret-word@127.0.0.1:${port}`,
  });
  const db = connect(database.url);
  token = (await createToken(db, await createUser(db))).secret;
  await db.destroy();
});
afterAll(async () => {
  redis?.kill("SIGKILL");
  await cleanUp(dataDir);
  await database?.destroy();
});

async function startRedis(): Promise<ChildProcess> {
  const settings = {
    port,
    bind: "127.0.0.1",
    save: "",
    requirepass: "secret-word",
    dir: dataDir,
  };
  const child = spawn(
    "redis-server",
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  for await (const text of child.stdout) if (/Ready to accept connections/.test(String(text))) break;
  return child;
}

/** Each request has a connection of its own, and the workers take these in turn. */
async function ask() {
  const { status, headers } = await api("/iam/v3/me/", { url: server.url, token, headers: { Connection: "close" } });
  const [, limit] = /q=(\d+)/.exec(headers["ratelimit-policy"] ?? "") ?? [];
  const [, left] = /r=(\d+)/.exec(headers.ratelimit ?? "") ?? [];
  expect(status).toBe(200);
  return { limit: Number(limit), left: Number(left) };
}

async function until(limit: number) {
  for (;;) {
    const answers = [await ask(), await ask(), await ask(), await ask()];
    if (answers.every((answer) => answer.limit === limit)) return;
    await sleep(50);
  }
}

/** What the processes have said of Redis, in order: that it does not answer, or that it answers again. */
const said = () =>
  [
    ...server
      .output()
      .matchAll(
        /rate limits: Redis (?:does not respond \(.+\): each process counts in memory until it does\.|responds again)/g,
      ),
  ].map(([sentence]) => (sentence.endsWith("again") ? "back" : "away"));

test.runIf(isInstalled)(
  "workers count together in Redis, alone while it is away or silent, and together again",
  async () => {
    const first = await ask();
    const others = [await ask(), await ask(), await ask()];
    expect(first).toEqual({ limit: LIMIT, left: LIMIT - 1 });
    expect(others.map(({ left }) => first.left - left)).toEqual([1, 2, 3]);

    // Each kind of request has a count of its own, also of one token.
    const body = { tokens: [] };
    await api("/iam/v3/access-tokens/lookup/", { url: server.url, token, method: "POST", body });
    expect((await ask()).left).toBe(first.left - 5);

    redis.kill("SIGKILL");
    await once(redis, "exit");
    await until(LIMIT / 2);
    // Each of the two says so.
    await server.until(/(Redis does not respond .*){2}/s);
    redis = await startRedis();
    await until(LIMIT);

    redis.kill("SIGSTOP");
    await until(LIMIT / 2);
    redis.kill("SIGCONT");
    await until(LIMIT);

    expect(said().filter((what) => what === "away").length).toBeGreaterThanOrEqual(4);
    // Each of the two says it once, and then that it is over. A process that hangs for a moment finds it silent once more.
    await expect.poll(() => said().filter((what) => what === "back").length - said().length / 2).toBe(0);
    let away = 0;
    for (const what of said()) {
      away += what === "away" ? 1 : -1;
      expect([0, 1, 2]).toContain(away);
    }
    expect(server.output()).not.toContain("secret-word");
  },
);
