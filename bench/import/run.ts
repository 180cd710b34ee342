import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import type { Db } from "@/db/database";
import { applySunset } from "@/db/imported-token/sunset";
import { importTokens } from "@/lib/imported-token/import/run";
import { createTestDatabase } from "@/test/database/database";
import { providePostgres } from "@/test/database/postgres";
import { TEST_SECRET } from "@/test/secret";
import type { Options } from "../options";
import { showProgress } from "../seed/progress";

const OF_ONE_PERSON = 10;
const BROKEN_EVERY = 10;

/** How long it takes to import so many lines, each tenth of them broken; again, when all is there; and to give the tokens a sunset. */
export async function runImport({ lines }: Options): Promise<void> {
  process.env.APP_SECRET = TEST_SECRET;
  const stopPostgres = await providePostgres();
  const { db, destroy } = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), "latchkey-bench-"));
  const file = path.join(folder, "tokens.csv");
  try {
    await sql`insert into instance (secret_fingerprint) values ('bench') on conflict do nothing`.execute(db);
    await sql`insert into "user" (id, email)
      select gen_random_uuid(), 'person' || n || '@bench.example' from generate_series(0, ${Math.ceil(lines / OF_ONE_PERSON)}::int) n`.execute(
      db,
    );
    await pipeline(Readable.from(linesOf(lines)), createWriteStream(file));
    await measure(db, file, "Importing");
    await measure(db, file, "Importing what is there");
    await measureSunset(db, lines);
    console.log(`Memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`);
  } finally {
    await rm(folder, { recursive: true });
    await destroy();
    await stopPostgres();
  }
}

function* linesOf(count: number): Generator<string> {
  yield "email,label,secret,created_at\r\n";
  for (let n = 0; n < count; n++) {
    const secret = createHash("sha1").update(`import ${n}`).digest("hex");
    const email =
      n % BROKEN_EVERY === 0 ? "nobody@bench.example" : `person${Math.floor(n / OF_ONE_PERSON)}@bench.example`;
    yield `${email},Token ${n},${secret},2020-01-31\r\n`;
  }
}

async function measure(db: Db, file: string, what: string): Promise<void> {
  const progress = showProgress(what, 1);
  const began = performance.now();
  const { imported, there, bad } = await importTokens(db, file, {
    isDryRun: false,
    progress: (share) => progress.at(share),
  });
  progress.end();
  const seconds = (performance.now() - began) / 1000;
  const rate = Math.round((imported + there + bad) / seconds);
  console.log(`  ${imported} imported, ${there} there before, ${bad} rejected: ${rate} lines a second`);
}

async function measureSunset(db: Db, lines: number): Promise<void> {
  await sql`update instance set sunset_at = date_trunc('milliseconds', now()) + interval '90 days', sunset_set_at = now()`.execute(
    db,
  );
  const began = performance.now();
  const progress = showProgress("Applying a sunset", lines);
  for (let done = 0, now = 1; now > 0; done += now) {
    now = await applySunset(db, 500);
    progress.at(Math.min(lines, done));
  }
  progress.end();
  console.log(`  ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
