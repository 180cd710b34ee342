import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Story = {
  /** The built client. */
  client: string;
  /** Where consumers find the secret, and the client puts it. */
  folder: string;
  /** The server. */
  port: number;
  /** The token that is rotated, and the secret of another one, which the client uses. */
  token: { id: string };
  secret: string;
  rotations: number;
  /** How long a consumer waits from one request to the next. Default: 90 ms. */
  betweenRequestsMs?: number;
  /** Which run of the client is the first one, where several stories are parts of one. Default: 1. */
  firstRun?: number;
  /** Kill the server with -9, and start it again on the same port. */
  restart(): Promise<void>;
};

/** What was seen. Nothing of it may be refused, lost or printed. */
export type Seen = {
  rotations: number;
  requests: number;
  /** Statuses that consumers got, other than 200. */
  refused: string[];
  /** What the client wrote that holds a secret. */
  printed: string[];
  /** How often each of these happened. */
  faults: { lostAnswers: number; killedClients: number; killedServers: number; failedCommands: number };
};

const ENV_FILE = "consumers.env";
const SECRET = /lk_(?:pat|org|cli)_[0-9A-Za-z]{36}/;
const CONSUMERS = 3;
const BETWEEN_REQUESTS_MS = 90;
/** The last consumer reads the file for each so many requests only: it lives by the overlap. */
const LAZY_READS_EACH = 3;
/** Each so many runs of the client: an answer is lost, the client is killed on its way, the server is, a command fails that gets the secret. */
const EACH = { lostAnswer: 5, killedClient: 4, killedServer: 45, failedCommand: 14 };
// What a run takes where nothing else is known yet.
const USUAL_LIFE_MS = 400;

/** Have the client rotate a token again and again, while answers are lost and both ends are killed, and three consumers keep calling. */
export async function recordRotations(story: Story): Promise<Seen> {
  const seen: Seen = {
    rotations: 0,
    requests: 0,
    refused: [],
    printed: [],
    faults: { lostAnswers: 0, killedClients: 0, killedServers: 0, failedCommands: 0 },
  };
  const losing = await proxyThatLoses(story.port, () => seen.faults.lostAnswers++);
  const lastUsed: string[] = [];
  const over = new AbortController();
  const consumers = Array.from({ length: CONSUMERS }, (_, n) =>
    consume(story, seen, over.signal, {
      readsEach: n === CONSUMERS - 1 ? LAZY_READS_EACH : 1,
      used: (secret) => (lastUsed[n] = secret),
    }),
  );
  let lifeMs = USUAL_LIFE_MS;
  try {
    for (let run = story.firstRun ?? 1; seen.rotations < story.rotations; run++) {
      const loses = run % EACH.lostAnswer === 0;
      const fails = run % EACH.failedCommand === 0;
      const isKilled = run % EACH.killedServer === 0 || run % EACH.killedClient === 0;
      const before = await secretIn(story);
      const begun = performance.now();
      const client = rotate(
        story,
        loses ? losing.port : story.port,
        fails ? ["--exec", "exit 3"] : ["--to-env", ENV_FILE],
      );
      if (loses) losing.loseNext();
      let restarted: Promise<void> | undefined;
      if (run % EACH.killedServer === 0) {
        await sleep(momentOf(run, EACH.killedServer) * lifeMs);
        restarted = story.restart();
        seen.faults.killedServers++;
      } else if (run % EACH.killedClient === 0) {
        await sleep(momentOf(run, EACH.killedClient) * lifeMs);
        if (client.process.kill("SIGKILL")) seen.faults.killedClients++;
      }
      const { output, code } = await client.ended;
      // What came in the way of one makes it longer.
      if (!isKilled && !loses && !fails) lifeMs = performance.now() - begun;
      await restarted;
      if (fails && code === 1) seen.faults.failedCommands++;
      if (SECRET.test(output)) seen.printed.push(output.replace(new RegExp(SECRET, "g"), "***"));
      const secret = await secretIn(story);
      if (secret === before) continue;
      seen.rotations++;
      while (Array.from({ length: CONSUMERS }, (_, n) => lastUsed[n]).some((used) => used !== secret)) await sleep(10);
      await endOverlap(story);
    }
  } finally {
    over.abort();
    await Promise.all(consumers);
    await losing.close();
  }
  return seen;
}

/**
 * When something happens in the life of a client, as a part of what the last one took: spread evenly over it, so that each step is the last one
 * some time, and the same in each run of the story.
 */
function momentOf(run: number, each: number): number {
  return (((run / each) * 137) % 400) / 400;
}

/** One that reads the secret for each so many requests, and asks again where the server is away. */
async function consume(
  story: Story,
  seen: Seen,
  signal: AbortSignal,
  { readsEach, used }: { readsEach: number; used: (secret: string) => void },
): Promise<void> {
  let secret = "";
  for (let asked = 0; !signal.aborted; asked++) {
    if (asked % readsEach === 0) secret = await secretIn(story);
    const response = await fetch(`http://localhost:${story.port}/iam/v3/me/`, {
      headers: { Authorization: `Bearer ${secret}` },
    }).catch(() => undefined);
    const body = await response?.text().catch(() => undefined);
    if (response !== undefined && response.status !== 503) {
      seen.requests++;
      if (response.status === 200) used(secret);
      else seen.refused.push(`${response.status} ${body}`);
    }
    await sleep((story.betweenRequestsMs ?? BETWEEN_REQUESTS_MS) / readsEach);
  }
}

async function secretIn({ folder }: Story): Promise<string> {
  return SECRET.exec(await readFile(path.join(folder, ENV_FILE), "utf8"))?.[0] ?? "";
}

function rotate(
  { client, folder, secret, token }: Story,
  port: number,
  where: readonly string[],
): { process: ChildProcess; ended: Promise<{ output: string; code: number | null }> } {
  const process_ = spawn(process.execPath, [client, "token", "rotate", token.id, "--overlap", "1h", ...where], {
    cwd: folder,
    env: {
      ...process.env,
      XDG_CONFIG_HOME: folder,
      LATCHKEY_TOKEN: secret,
      LATCHKEY_HOST: `http://localhost:${port}`,
    },
  });
  let output = "";
  for (const stream of [process_.stdout, process_.stderr]) stream.on("data", (piece) => (output += piece));
  return { process: process_, ended: once(process_, "close").then(([code]) => ({ output, code })) };
}

/** As the person does who has seen that nobody uses the old secret any more. */
async function endOverlap({ port, token, secret }: Story): Promise<void> {
  const path_ = `http://localhost:${port}/iam/v3/access-tokens/${token.id}/retiring/`;
  for (;;) {
    const headers = { Authorization: `Bearer ${secret}` };
    const response = await fetch(path_, { method: "DELETE", headers }).catch(() => undefined);
    if (response?.ok) return;
    // The server may have been killed, by another story too. Asked again it ends none a second time.
    if (response !== undefined && response.status !== 503)
      throw new Error(`the overlap could not be ended: ${response.status} ${await response.text()}`);
    await sleep(BETWEEN_REQUESTS_MS);
  }
}

/** Passes everything on, but the next answer that comes, once told to: the request has arrived then. */
async function proxyThatLoses(port: number, lost: () => void) {
  let isNext = false;
  const server = createServer((client) => {
    const upstream = connect(port, "localhost");
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    let isRotation = false;
    client.on("data", (piece) => {
      // A request may come in several pieces, of which the first one says where it goes.
      const [, path_] = /^[A-Z]+ (\S+) HTTP/.exec(piece.toString("latin1")) ?? [];
      if (path_ !== undefined) isRotation = path_.includes("/rotate/");
      upstream.write(piece);
    });
    upstream.on("data", (piece) => {
      if (!isNext || !isRotation) return void client.write(piece);
      isNext = false;
      lost();
      client.destroy();
    });
  }).listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    loseNext: () => {
      isNext = true;
    },
    close: async () => {
      server.close();
    },
  };
}
