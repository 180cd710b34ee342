/**
 * What recording use costs a request, and what a batch costs the database, as ratios within one run: `npx tsx bench/use.ts`.
 * Starts a PostgreSQL of its own, and stops it.
 */
import { randomUUID } from "node:crypto";
import { writeUsage } from "@/db/access-token/write-usage";
import { connect } from "@/db/database";
import { digestOf, generateSecret } from "@/lib/access-token/secret/secret";
import { addToBatch, emptyBatch, type UsedRequest } from "@/lib/access-token/usage/batch";
import { createTestDatabase } from "@/test/database/database";
import { providePostgres } from "@/test/database/postgres";
import { createToken, createUser } from "@/test/fixtures";
import { report } from "./report";

const ROUNDS = 15;
const REQUESTS = 20_000;
const TOKENS = 500;

const stopPostgres = await providePostgres();
const database = await createTestDatabase();
const db = connect(database.url);
try {
  const user = await createUser(db);
  for (let i = 0; i < TOKENS; i++) await createToken(db, user);
  const secrets = await db.selectFrom("access_token_secret").select(["id", "token_id"]).execute();
  console.log(`${report(remembering(secrets))}\n\n${report(await writing(secrets))}`);
} finally {
  await db.destroy();
  await database.destroy();
  await stopPostgres();
}

type Secret = { id: string; token_id: string };

function requestOf(secret: Secret, given: Partial<UsedRequest> = {}): UsedRequest {
  const client = { address: "192.0.2.1", userAgent: "curl/8.5.0", requestId: randomUUID() };
  return {
    tokenId: secret.token_id,
    secretId: secret.id,
    outcome: "success",
    scope: "tokens:read",
    route: "GET /iam/v3/access-tokens/",
    now: new Date(),
    client,
    ...given,
  };
}

/** Requests a second that are remembered, beside what each of them costs anyway. */
function remembering(secrets: readonly Secret[]) {
  const secret = generateSecret("lk", "pat");
  const key = Buffer.alloc(32, 7);
  const uses = secrets.map((row) => requestOf(row));
  const guesses = secrets.map((row, i) =>
    requestOf(row, {
      outcome: "token_expired",
      client: { address: `10.0.${i % 256}.1`, userAgent: "x".repeat(500 - (i % 100)), requestId: "" },
    }),
  );
  let batch = emptyBatch();
  const remember = (list: readonly UsedRequest[]) => (i: number) => {
    const use = list[i % list.length];
    if (use !== undefined) addToBatch(batch, use);
  };
  const ways = [
    { name: "digest the secret of a request", run: () => void digestOf(secret, key) },
    { name: "remember it, of one token", run: remember(uses.slice(0, 1)) },
    { name: "… of 500 tokens in turns", run: remember(uses) },
    { name: "… refused, with a client made up each time", run: remember(guesses) },
  ];
  const measured = ways.map((way) => ({ ...way, rates: [] as number[] }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { run, rates } of measured) {
      batch = emptyBatch();
      const start = performance.now();
      for (let i = 0; i < REQUESTS; i++) run(i);
      if (round > 0) rates.push((REQUESTS * 1_000) / (performance.now() - start));
    }
  }
  return measured;
}

/** Batches a second that the database takes, by the tokens in them: each holds the requests of two seconds, however many. */
async function writing(secrets: readonly Secret[]) {
  const measured = [1, 50, 500].map((tokens) => ({
    name: `write a batch of ${tokens} ${tokens === 1 ? "token" : "tokens"}`,
    tokens,
    rates: [] as number[],
  }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { tokens, rates } of measured) {
      const batch = emptyBatch();
      for (let i = 0; i < REQUESTS; i++) {
        const secret = secrets[i % tokens];
        if (secret !== undefined) addToBatch(batch, requestOf(secret));
      }
      const start = performance.now();
      const sources = [...batch.sources.values()].flatMap((rows) => [...rows.values()]);
      const rows = { lastUses: [...batch.lastUses.values()], usage: [...batch.usage.values()], sources, refusals: [] };
      await writeUsage(db, rows, { sources: 10, refusals: 10 });
      if (round > 0) rates.push(1_000 / (performance.now() - start));
    }
  }
  return measured;
}
