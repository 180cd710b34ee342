import { execFileSync } from "node:child_process";
import { cpus, release, totalmem, type } from "node:os";
import pg from "pg";
import type { Cores } from "./cores";

/** What a figure is worth nothing without. */
export type Facts = {
  date: string;
  /** The commit, with `+` behind it when files differed from it. */
  commit: string;
  processor: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  postgres: string;
  /** Which cores the server and its PostgreSQL had, and which the load; null where nothing was pinned. */
  pinned: Cores | null;
};

export async function factsOf(databaseUrl: string, cores: Cores | undefined): Promise<Facts> {
  return {
    date: new Date().toISOString(),
    commit: commit(),
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    postgres: await postgresVersion(databaseUrl),
    pinned: cores ?? null,
  };
}

/** One line for a terminal. */
export function describeFacts(facts: Facts): string {
  const { processor, cores, memoryGiB, system, node, postgres, commit: at, pinned } = facts;
  const where = pinned
    ? `server and PostgreSQL on core ${pinned.server}, load on ${pinned.load}`
    : "nothing pinned: server, PostgreSQL and load share the cores";
  return `${processor}, ${cores} cores, ${memoryGiB} GiB; ${system}; Node.js ${node}; PostgreSQL ${postgres}; commit ${at}; ${where}`;
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
    return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}

async function postgresVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("show server_version");
    return String(rows[0].server_version);
  } finally {
    await client.end();
  }
}
