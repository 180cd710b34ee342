/**
 * How long endings take while a thief is busy with the token, and how long others wait meanwhile: `npx tsx bench/endings.ts`.
 * Starts a production server and a PostgreSQL of its own, and stops both.
 */
import { connect } from "@/db/database";
import { providePostgres } from "@/test/database/postgres";
import { endings, endWhileBusy, steal } from "@/test/endings";
import { createToken, createUser } from "@/test/fixtures";
import { api } from "@/test/http/api";
import { startServer } from "@/test/http/server";
import { settleBeforeRequests, settled } from "@/test/http/settled";

// Some endings are made here and not by the server, which learns of them some milliseconds later.
settleBeforeRequests();
const LOOPS = 20;
const TIMES = Number(process.env.BENCH_ROUNDS ?? 50);
const AT_ONCE = 500;

const stopPostgres = await providePostgres();
const server = await startServer();
const db = connect(server.databaseUrl);
try {
  const taken = new Map<string, number[]>(Object.keys(endings).map((name) => [name, []]));
  // In turns, so that a machine that grows busy is so for all of them.
  for (let round = 0; round < TIMES; round++) {
    for (const [name, ending] of Object.entries(endings)) {
      const { status, ms, answer } = await endWhileBusy(ending, await steal(db), { loops: LOOPS, url: server.url });
      if (status !== ending.status || !ending.refused(answer)) {
        throw new Error(`${name}: ${status}, and then ${answer.status} ${answer.text}`);
      }
      taken.get(name)?.push(ms);
    }
  }
  console.log(
    `Milliseconds until the answer, ${TIMES} times each, while ${LOOPS} loops change things with that very token`,
  );
  console.log(row("", "median", "worst"));
  for (const [name, all] of taken) console.log(row(name, median(all), Math.max(...all)));

  const { waits, statuses } = await flood();
  console.log(`\nMilliseconds that others wait for GET /iam/v3/me/ while one token makes ${AT_ONCE} tokens at once`);
  console.log(row("", "median", "worst"));
  console.log(row("GET /iam/v3/me/", median(waits), Math.max(...waits)));
  console.log(
    `What the ${AT_ONCE} were answered: ${[...statuses].map(([code, count]) => `${code} × ${count}`).join(", ")}`,
  );
} finally {
  await db.destroy();
  await server.stop();
  await stopPostgres();
}

async function flood() {
  const [busy, other] = [await createUser(db), await createUser(db)];
  const [{ secret }, { secret: reader }] = [await createToken(db, busy), await createToken(db, other)];
  const url = server.url;
  await settled(url);
  const statuses = new Map<number, number>();
  let isOver = false;
  const made = Promise.all(
    Array.from({ length: AT_ONCE }, async (_, n) => {
      const body = { label: `n ${n}` };
      const { status } = await api("/iam/v3/access-tokens/", { method: "POST", token: secret, body, url });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }),
  ).then(() => {
    isOver = true;
  });
  const waits: number[] = [];
  while (!isOver) {
    const begun = performance.now();
    const { status } = await api("/iam/v3/me/", { token: reader, url });
    if (status !== 200) throw new Error(`somebody else was answered ${status}`);
    waits.push(performance.now() - begun);
  }
  await made;
  return { waits, statuses };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(name: string, ...values: readonly (number | string)[]): string {
  const text = values.map((value) => (typeof value === "number" ? value.toFixed(0) : value).padStart(8));
  return `${name.padEnd(18)}${text.join("")}`;
}
