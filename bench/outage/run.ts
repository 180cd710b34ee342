import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@/db/database";
import { signal } from "@/postgres/postmaster";
import { startEmbeddedPostgres } from "@/postgres/start";
import { createToken, createUser } from "@/test/fixtures";
import { startServer } from "@/test/http/server";
import { describeFacts, factsOf } from "../machine/facts";
import type { Options } from "../options";
import { saveResults } from "../results";
import { Client, type Question } from "./client";
import { printOutages } from "./print";
import { type Restartable, WAYS, type Way } from "./ways";

const VERIFY = "/api/verify";
const COLD = 50;
const WARM_MS = 1_000;

/** What clients see while the database is away for a while, each way in turn, and when it is back. */
export async function runOutage(options: Options): Promise<void> {
  const { seconds, save } = options;
  const postgres = await startPostgres();
  const server = await startServer({ env: { DATABASE_URL: postgres.current.url } });
  try {
    const facts = await factsOf(postgres.current.url, undefined);
    console.log(`${describeFacts(facts)}\n`);
    const port = Number(new URL(server.address).port);
    const outages = [];
    for (const way of WAYS) {
      const { title } = way;
      const questions = await makeQuestions(postgres.current.url);
      outages.push({ name: way.name, title, clients: await watch(way, postgres, { port, questions, seconds }) });
    }
    console.log(printOutages(outages));
    if (save) console.log(`\nKept in ${saveResults("outage", { facts, seconds, outages }, options)}`);
  } finally {
    await server.stop();
    await postgres.close();
  }
}

type Watched = { port: number; questions: readonly Question[]; seconds: number };

async function watch(way: Way, postgres: Restartable, { port, questions, seconds }: Watched) {
  const [cold, ...known] = questions;
  if (cold === undefined) throw new Error("there are questions");
  const clients = known.map((question) => ({ question, client: new Client(port, question) }));
  await sleep(WARM_MS);
  const going = way.begin(postgres);
  // None of its tokens has been seen before.
  clients.unshift({ question: cold, client: new Client(port, cold) });
  await going;
  const beganAt = performance.now();
  await sleep(seconds * 1000);
  await way.end(postgres);
  const backAt = performance.now();
  return await Promise.all(
    clients.map(async ({ question: { name, title }, client }) => ({
      ...{ name, title },
      ...(await client.end(beganAt, backAt)),
    })),
  );
}

async function makeQuestions(url: string): Promise<Question[]> {
  const db = connect(url);
  try {
    const user = await createUser(db);
    const secrets = [];
    for (let n = 0; n <= COLD; n++) secrets.push((await createToken(db, user)).secret);
    const known = secrets.slice(0, 1);
    return [
      { name: "cold", title: "verify, tokens that are new to it", path: VERIFY, secrets: secrets.slice(1) },
      { name: "warm", title: "verify, a token that it knows", path: VERIFY, secrets: known },
      { name: "list", title: "the list of tokens", path: "/iam/v3/access-tokens/", secrets: known },
    ];
  } finally {
    await db.destroy();
  }
}

async function startPostgres(): Promise<Restartable & { close(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "latchkey-outage-"));
  // Root's PostgreSQL runs as another user, who must be able to pass through.
  await chmod(dataDir, 0o711);
  const first = await startEmbeddedPostgres({ dataDir, durable: false });
  const port = Number(new URL(first.url).port);
  const postgres = {
    current: first,
    start: async () => {
      postgres.current = await startEmbeddedPostgres({ dataDir, durable: false, port });
    },
    close: async () => {
      process.removeListener("exit", orphaned);
      await postgres.current.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  const orphaned = () => signal(postgres.current.pid, "SIGQUIT");
  process.once("exit", orphaned);
  return postgres;
}
