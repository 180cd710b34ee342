import { db } from "@/db/database";
import { NotReadable } from "@/lib/imported-token/import/lines";
import { type Counts, type Imported, importTokens } from "@/lib/imported-token/import/run";
import { prepareData, requireCurrentData } from "./data";
import { withDatabase } from "./database/with-database";

const USAGE = `Usage: npm run import -- FILE.csv [--dry-run]

Imports access tokens from another system. The first line names the columns: email, and secret or
sha256 (64 hexadecimal digits); optionally label, created_at, last_used_at and expiration_date.

  --dry-run   show what would be imported, and change nothing

After an interruption, run it again: it imports what is missing. Lines that can't be
imported are listed in FILE.rejected.csv.
`;

const BAR = 24;

/** `npm run import -- tokens.csv`: on the database that `npm start` would use, whether the server runs or not. */
export async function runImportCommand(argv: readonly string[]): Promise<never> {
  const [path, ...more] = argv.filter((argument) => argument !== "--dry-run");
  if (argv.includes("--help") || argv.includes("-h")) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  if (path === undefined || path.startsWith("-") || more.length > 0) {
    process.stderr.write(USAGE);
    process.exit(2);
  }
  const isDryRun = argv.includes("--dry-run");
  return withDatabase(async (settings) => {
    await (isDryRun ? requireCurrentData(settings) : prepareData(settings, () => {}));
    try {
      const result = await importTokens(db, path, { isDryRun, progress: showProgress });
      endProgress();
      process.stdout.write(`${summaryOf(result, isDryRun)}\n`);
      return result.bad === 0 ? 0 : 1;
    } catch (error) {
      endProgress();
      if (!(error instanceof NotReadable)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}

function summaryOf({ imported, there, bad, badLines }: Imported, isDryRun: boolean): string {
  const parts = [
    `${count(imported, "token")} ${isDryRun ? "would be imported" : "imported"}`,
    ...(there === 0 ? [] : [`${many(there)} already imported`]),
    ...(badLines === undefined ? [] : [`${count(bad, "line")} rejected: see ${badLines}`]),
  ];
  return `${parts.join(", ")}.`;
}

const many = (number: number) => number.toLocaleString("en");
const count = (number: number, noun: string) => `${many(number)} ${noun}${number === 1 ? "" : "s"}`;

function showProgress(share: number, { imported, there, bad }: Counts): void {
  if (!process.stderr.isTTY) return;
  const full = Math.round(share * BAR);
  const bar = "█".repeat(full) + "░".repeat(BAR - full);
  const read = imported + there + bad;
  process.stderr.write(
    `\r\u001b[K${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${many(read)} lines, ${many(bad)} rejected`,
  );
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
