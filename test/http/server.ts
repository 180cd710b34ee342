import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase } from "@/test/database/database";
import { GITHUB } from "@/test/github";
import { TEST_SECRET } from "@/test/secret";
import { addServer } from "./settled";

// Until its first answer a server takes about one second on two idle cores, and half a minute more if it has to build.
const START_DEADLINE_MS = 120_000;

/** What a test needs to know of a running server; plain data, so that it can be told to other processes. */
export interface ServerUnderTest {
  readonly url: string;
  readonly databaseUrl: string;
  readonly logFile: string;
}

export interface StartedServer extends ServerUnderTest {
  /** Where it listens, also when its `APP_URL` is that of a proxy. */
  readonly address: string;
  readonly pid: number;
  /** Everything that the server has written to stdout and stderr, also after its end. */
  logs(): string;
  stop(): Promise<void>;
}

/** The server that the global setup started for all http or browser tests. */
export function sharedServer(): ServerUnderTest & { logs(): string } {
  const told = process.env.TEST_SERVER;
  if (!told) throw new Error("no server was started for this test: it belongs to a suite with a global setup");
  const { url, databaseUrl, logFile } = JSON.parse(told);
  return { url, databaseUrl, logFile, logs: () => readFileSync(logFile, "utf8") };
}

/**
 * Start the real production server, as `npm start` does, on a free port and a database of its own. It is answering when
 * this returns.
 * @param options.env settings on top of the defaults; `DATABASE_URL` to use a database that exists
 */
export async function startServer(options: { env?: Record<string, string> } = {}): Promise<StartedServer> {
  const database = options.env?.DATABASE_URL ? undefined : await createTestDatabase();
  const databaseUrl = options.env?.DATABASE_URL ?? database?.url ?? "";
  const port = await freePort();
  const url = options.env?.APP_URL ?? `http://localhost:${port}`;
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-server-"));
  const logFile = path.join(folder, "server.log");
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: {
      ...withoutSettings(process.env),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_PRELOAD: "no",
      PORT: String(port),
      DATA_DIR: folder,
      APP_SECRET: TEST_SECRET,
      // Tests ask more in a minute than clients do, all from one address.
      RATE_LIMIT_PER_MINUTE: "0",
      AUTH_FAILURES_PER_MINUTE: "0",
      GITHUB_SCANNING_KEYS: GITHUB.keys,
      ...options.env,
      APP_URL: url,
      DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const orphaned = () => child.kill("SIGKILL");
  process.once("exit", orphaned);
  let lastLogs: string | undefined;
  const logs = () => lastLogs ?? readFileSync(logFile, "utf8");
  const stop = async () => {
    await end(child);
    process.removeListener("exit", orphaned);
    lastLogs = logs();
    rmSync(folder, { recursive: true, force: true });
    await database?.destroy();
  };
  try {
    await answering(`http://localhost:${port}/api/health`, child);
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}. It wrote:\n${logs()}`);
  }
  for (const address of [url, `http://localhost:${port}`]) addServer(address);
  return { url, address: `http://localhost:${port}`, pid: child.pid ?? 0, databaseUrl, logFile, logs, stop };
}

async function answering(url: string, child: ChildProcess) {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server did not answer within ${START_DEADLINE_MS / 1000} seconds`);
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const hung = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exited;
  clearTimeout(hung);
}

// Below what the usual systems give to outgoing connections, so that none of those takes a port between here and its server.
const PORTS = { from: 20_000, to: 32_000 };

/** A TCP port that nothing listens on at this moment, and that no other process of tests is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (!(await reserve(port))) continue;
    const probe = createServer().listen(port);
    const free = await once(probe, "listening").then(
      () => true,
      () => false,
    );
    if (!free) continue;
    probe.close();
    await once(probe, "close");
    return port;
  }
}

/**
 * Keep a port from all other processes of tests until this one ends: the UDP port of its number, which no server uses, stands for it.
 * @returns whether it was to be had
 */
async function reserve(port: number): Promise<boolean> {
  const socket = createSocket("udp4").unref();
  socket.bind({ port, address: "127.0.0.1", exclusive: true });
  return await once(socket, "listening").then(
    () => true,
    () => false,
  );
}

/** The environment less the settings of the developer's own instance, which no server under test may pick up. */
export function withoutSettings(source: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const ours =
    /^(PORT|HOST|DATA_DIR|DATABASE_.*|PRINCIPAL_.*|WORKERS|RATE_LIMIT_.*|REDIS_URL|METRICS_PORT|OTEL_.*|GITHUB_SCANNING_KEYS|AP[IP]_.*|AUTH_.*|BRAND_NAME|TOKEN_PREFIX|SUPPORT_URL|SETUP_.*|TRUSTED_PROXIES|OIDC_.*|SIGNUP|SMTP_URL|WEBHOOKS_.*|MAIL_FROM|NODE_OPTIONS|VITEST.*)$/;
  return Object.fromEntries(Object.entries(source).filter(([name]) => !ours.test(name)));
}
