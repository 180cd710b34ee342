/**
 * How many requests a second each way through the API takes, as ratios within one run: `npx tsx bench/api.ts`.
 * Starts a production server and a PostgreSQL of its own, and stops both.
 */
import autocannon from "autocannon";
import { connect } from "@/db/database";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { providePostgres } from "@/test/database/postgres";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { startServer } from "@/test/http/server";
import { report } from "./report";

const CONNECTIONS = 20;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
// One after the other and over again, so that a machine that grows warm or busy is so for all of them.
const ROUNDS = 7;

const stopPostgres = await providePostgres();
const server = await startServer();
try {
  const scenarios = await prepare();
  for (const scenario of scenarios) await fire(scenario, 1);
  const measured = scenarios.map((scenario) => ({ scenario, name: scenario.name, rates: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { scenario, rates } of measured) rates.push(await fire(scenario, SECONDS));
  }
  console.log(report(measured));
} finally {
  await server.stop();
  await stopPostgres();
}

type Scenario = { name: string; path: string; secret?: string; status: number };

async function prepare(): Promise<Scenario[]> {
  const db = connect(server.databaseUrl);
  const user = await createUser(db);
  await createOrganisation(db, { members: [{ user, role: "member" }] });
  const { secret } = await createToken(db, user);
  await db.destroy();
  const mistyped = secret.slice(0, -1) + (secret.endsWith("x") ? "y" : "x");
  const path = "/iam/v3/me/";
  return [
    { name: "GET /api/health", path: "/api/health", status: 200 },
    { name: "GET /iam/v3/me/ with a live token", path, secret, status: 200 },
    { name: "… with a mistyped one (no query)", path, secret: mistyped, status: 401 },
    { name: "… with one that nobody has (one query)", path, secret: generateSecret("lk", "pat"), status: 401 },
    { name: "… without one", path, status: 401 },
  ];
}

/** @returns requests a second. @throws when an answer is not the expected one: it would measure something else */
async function fire({ name, path, secret, status }: Scenario, duration: number): Promise<number> {
  const headers: Record<string, string> = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const result = await autocannon({ url: server.url + path, connections: CONNECTIONS, duration, headers });
  const statuses = Object.keys(result.statusCodeStats).join(", ");
  if (result.errors > 0 || result.timeouts > 0 || statuses !== String(status)) {
    throw new Error(`${name}: answered ${statuses}, with ${result.errors} errors and ${result.timeouts} timeouts`);
  }
  return result.requests.average;
}
