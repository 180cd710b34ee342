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
  faults: { lostAnswers: number; killedClients: number; killedServers: number };
};

const ENV_FILE = "consumers.env";
const SECRET = /lk_(?:pat|org|cli)_[0-9A-Za-z]{36}/;
const CONSUMERS = 3;
const BETWEEN_REQUESTS_MS = 25;
/** Each so many runs of the client: an answer is lost, the client is killed on its way, the server is. */
const EACH = { lostAnswer: 5, killedClient: 4, killedServer: 50 };
// Up to what a run takes, so that each step is the last one some time.
const LONGEST_LIFE_MS = 400;

/** Have the client rotate a token again and again, while answers are lost and both ends are killed, and three consumers keep calling. */
export async function recordRotations(story: Story): Promise<Seen> {
  const seen: Seen = {
    rotations: 0,
    requests: 0,
    refused: [],
    printed: [],
    faults: { lostAnswers: 0, killedClients: 0, killedServers: 0 },
  };
  const losing = await proxyThatLoses(story.port, () => seen.faults.lostAnswers++);
  const lastUsed: string[] = [];
  const over = new AbortController();
  const consumers = Array.from({ length: CONSUMERS }, (_, n) =>
    consume(story, seen, over.signal, (secret) => (lastUsed[n] = secret)),
  );
  try {
    for (let run = 1; seen.rotations < story.rotations; run++) {
      if (run % EACH.killedServer === 0) {
        await story.restart();
        seen.faults.killedServers++;
      }
      const loses = run % EACH.lostAnswer === 0;
      const before = await secretIn(story);
      const client = rotate(story, loses ? losing.port : story.port);
      if (loses) losing.loseNext();
      if (run % EACH.killedClient === 0) {
        // Spread evenly over its life, and the same in each run of the story.
        await sleep(((run / EACH.killedClient) * 37) % LONGEST_LIFE_MS);
        if (client.process.kill("SIGKILL")) seen.faults.killedClients++;
      }
      const { output } = await client.ended;
      if (SECRET.test(output)) seen.printed.push(output.replace(new RegExp(SECRET, "g"), "***"));
      const secret = await secretIn(story);
      if (secret === before) continue;
      seen.rotations++;
      while (Array.from({ length: CONSUMERS }, (_, n) => lastUsed[n]).some((used) => used !== secret))
        await sleep(BETWEEN_REQUESTS_MS);
      await endOverlap(story);
    }
  } finally {
    over.abort();
    await Promise.all(consumers);
    await losing.close();
  }
  return seen;
}

/** One that reads the secret for each request, and asks again where the server is away. */
async function consume(story: Story, seen: Seen, signal: AbortSignal, used: (secret: string) => void): Promise<void> {
  while (!signal.aborted) {
    const secret = await secretIn(story);
    const response = await fetch(`http://localhost:${story.port}/iam/v3/me/`, {
      headers: { Authorization: `Bearer ${secret}` },
    }).catch(() => undefined);
    const body = await response?.text().catch(() => undefined);
    if (response !== undefined && response.status !== 503) {
      seen.requests++;
      if (response.status === 200) used(secret);
      else seen.refused.push(`${response.status} ${body}`);
    }
    await sleep(BETWEEN_REQUESTS_MS);
  }
}

async function secretIn({ folder }: Story): Promise<string> {
  return SECRET.exec(await readFile(path.join(folder, ENV_FILE), "utf8"))?.[0] ?? "";
}

function rotate(
  { client, folder, secret, token }: Story,
  port: number,
): { process: ChildProcess; ended: Promise<{ output: string }> } {
  const process_ = spawn(
    process.execPath,
    [client, "token", "rotate", token.id, "--overlap", "1h", "--to-env", ENV_FILE],
    {
      cwd: folder,
      env: {
        ...process.env,
        XDG_CONFIG_HOME: folder,
        LATCHKEY_TOKEN: secret,
        LATCHKEY_HOST: `http://localhost:${port}`,
      },
    },
  );
  let output = "";
  for (const stream of [process_.stdout, process_.stderr]) stream.on("data", (piece) => (output += piece));
  return { process: process_, ended: once(process_, "close").then(() => ({ output })) };
}

/** As the person does who has seen that nobody uses the old secret any more. */
async function endOverlap({ port, token, secret }: Story): Promise<void> {
  const path_ = `http://localhost:${port}/iam/v3/access-tokens/${token.id}/retiring/`;
  const response = await fetch(path_, { method: "DELETE", headers: { Authorization: `Bearer ${secret}` } });
  if (!response.ok) throw new Error(`the overlap could not be ended: ${response.status} ${await response.text()}`);
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
      isRotation = piece.includes("/rotate/");
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
