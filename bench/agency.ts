/**
 * How long the first byte of each page of a large organisation takes, and of each list of the API: `npx tsx bench/agency.ts`.
 * Starts a production server and a PostgreSQL of its own, and stops both.
 */
import { request } from "node:http";
import { connect } from "@/db/database";
import { providePostgres } from "@/test/database/postgres";
import { createToken } from "@/test/fixtures";
import { startServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { EXAMPLE, listsOf, pagesOf } from "@/test/scale/addresses";
import { analyze, createAgency, LARGE } from "@/test/scale/agency";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
// Shows the same shell and asks for nothing but the session.
const TRIVIAL = "/docs";

const stopPostgres = await providePostgres();
const server = await startServer();
process.env.APP_URL = server.url;
try {
  const { addresses, headers } = await prepare();
  const names = [TRIVIAL, ...pagesOf(EXAMPLE), ...listsOf(EXAMPLE)];
  const measured = addresses.map((address, n) => ({ address, name: names[n], milliseconds: [] as number[] }));
  // In turns, so that a machine that is busy for a while is so for all. The first rounds warm up and do not count.
  for (let round = -2; round < ROUNDS; round++) {
    for (const { address, milliseconds } of measured) {
      const took = await firstByte(address, headers);
      if (round >= 0) milliseconds.push(took);
    }
  }
  const trivial = median(measured[0]?.milliseconds ?? []);
  for (const { name, milliseconds } of measured) {
    const middle = median(milliseconds);
    console.log(`${middle.toFixed(0).padStart(5)} ms  × ${(middle / trivial).toFixed(1).padStart(4)}  ${name}`);
  }
} finally {
  await server.stop();
  await stopPostgres();
}

/** A large agency, beside which there are others, and its owner, signed in and with a token. */
async function prepare() {
  const db = connect(server.databaseUrl);
  for (let n = 0; n < 2; n++) await createAgency(db, LARGE, "Beside");
  const agency = await createAgency(db, LARGE);
  const { secret } = await createToken(db, agency.people.owner);
  const cookie = await sessionHeaderOf(db, agency.people.owner);
  await analyze(db);
  await db.destroy();
  return {
    addresses: [TRIVIAL, ...pagesOf(agency), ...listsOf(agency)],
    headers: { Cookie: cookie, Authorization: `Bearer ${secret}` },
  };
}

/** @returns milliseconds from the request to the first byte of its answer. @throws when that is not 200 */
async function firstByte(address: string, headers: Record<string, string>): Promise<number> {
  return await new Promise((resolve, reject) => {
    const start = performance.now();
    const outgoing = request(server.url + address, { headers }, (incoming) => {
      incoming.once("readable", () => {
        const took = performance.now() - start;
        incoming.on("data", () => {});
        incoming.on("end", () => resolve(took));
      });
      if (incoming.statusCode !== 200) reject(new Error(`${address} answered ${incoming.statusCode}`));
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
