import { createInterface } from "node:readline/promises";
import { db } from "@/db/database";
import { migrateDown } from "@/db/migrate";
import { prepareData } from "@/server/data";
import type { Settings } from "@/server/settings";
import { takeInstanceLock } from "./instance-lock";
import { hostOf } from "./refusal";
import { withDatabase } from "./with-database";

/** `migrate`: bring the schema up to date. `reset`: remove everything and make it again; asks, unless told `--yes`. */
export async function runDatabaseCommand(argv: readonly string[]): Promise<never> {
  const [verb, ...options] = argv;
  if (verb === "migrate" && options.length === 0) return withDatabase(migrate);
  if (verb === "reset" && options.every((option) => option === "--yes")) {
    return withDatabase((settings) => reset(settings, options.length > 0));
  }
  console.error("Usage: npm run db:migrate, or npm run db:reset [-- --yes]");
  process.exit(2);
}

async function migrate(settings: Settings): Promise<number> {
  await prepareData(settings);
  return 0;
}

async function reset(settings: Settings, told: boolean): Promise<number> {
  const url = process.env.DATABASE_URL ?? "";
  const lock = await takeInstanceLock(settings.DATABASE_DIRECT_URL ?? url, {
    alone: true,
    holder: `reset, process ${process.pid}`,
  });
  if ("heldBy" in lock) return refuse(`A server is using this data (${lock.heldBy}): stop it first.`);
  try {
    const where =
      settings.DATABASE_URL === undefined ? settings.DATA_DIR : `${new URL(url).pathname.slice(1)} at ${hostOf(url)}`;
    if (!told && !(await confirmed(where))) return refuse("Nothing was changed. Without a terminal, pass --yes.");
    await migrateDown(db);
    await prepareData(settings);
    console.log("The database is now empty.");
    return 0;
  } finally {
    await lock.release();
  }
}

async function confirmed(where: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete every account, token and record in ${where}? Type "yes": `);
  terminal.close();
  return answer.trim() === "yes";
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}
