/**
 * How long a refused sign-in takes, by the reason that nobody is told: `npx tsx bench/sign-in.ts`. A ratio far from 1 would
 * tell strangers which e-mail addresses have an account.
 */
import { sql } from "kysely";
import { connect } from "@/db/database";
import { signIn } from "@/lib/session/sign-in";
import { createTestDatabase } from "@/test/database/database";
import { providePostgres } from "@/test/database/postgres";
import { createUser, PASSWORD } from "@/test/fixtures";
import { report } from "./report";

const ROUNDS = 200;

const stopPostgres = await providePostgres();
const database = await createTestDatabase();
const db = connect(database.url);
try {
  const user = await createUser(db);
  const gone = await createUser(db, { deactivatedAt: new Date() });
  const external = await createUser(db);
  await db.updateTable("user").set({ password_hash: null }).where("id", "=", external.id).execute();
  const ways = [
    { name: "a wrong password", email: user.email, password: "not the password" },
    { name: "an unknown e-mail address", email: "nobody@agency.example", password: PASSWORD },
    { name: "a deactivated account", email: gone.email, password: PASSWORD },
    { name: "an account without password", email: external.email, password: PASSWORD },
  ];
  const measured = ways.map((way) => ({ ...way, rates: [] as number[] }));
  // In turns, try by try: what else this machine does meets all alike. The first round warms up and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { email, password, rates } of measured) {
      const milliseconds = await refuse(email, password);
      if (round > 0) rates.push(1000 / milliseconds);
    }
  }
  console.log(report(measured));
} finally {
  await db.destroy();
  await database.destroy();
  await stopPostgres();
}

async function refuse(email: string, password: string): Promise<number> {
  // Ten failures in a row would be slowed down.
  await sql`truncate sign_in_failure`.execute(db);
  const start = performance.now();
  await signIn(db, { email, password }, { address: "192.0.2.1", userAgent: "bench", requestId: "" });
  return performance.now() - start;
}
