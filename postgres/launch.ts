import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { program } from "./binaries";
import { bareEnvironment } from "./identity";
import { giveToOwnerOf } from "./kept-secret";
import type { Place } from "./place";
import { findPostmaster } from "./postmaster";
import { pgCtl } from "./windows";

const MAX_LOG_BYTES = 10 * 1024 * 1024;

// PostgreSQL's own default; and those beside the server's: operators' commands, dumps, and three that are kept for superusers.
const LEAST_CONNECTIONS = 100;
const FOR_OPERATORS = 15;

// Nothing of theirs must outlive a crash or gets old enough to be cleaned up, and several servers and workers share it.
const FOR_TESTS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  // Of the password that is set under this, which nobody need guess: each connection hashes it as often.
  scram_iterations: 1,
  max_connections: 300,
};

/** Start PostgreSQL on an existing cluster. It lives on when this process ends. @returns its process id */
export async function launch(
  place: Place,
  log: string,
  { port, durable, connections = 0 }: { port: number; durable: boolean; connections?: number | undefined },
): Promise<number> {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements contain what people entered, which belongs in no log.
    log_min_error_statement: "panic",
    max_connections: Math.max(LEAST_CONNECTIONS, connections + FOR_OPERATORS),
    ...(durable ? {} : FOR_TESTS),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  if (process.platform === "win32") {
    const options = flags.map((flag) => `"${flag}"`).join(" ");
    await pgCtl(place.binaries, place.cluster, ["start", "--wait", "--silent", "-l", log, "-o", options]);
    return findPostmaster(place.cluster)?.pid ?? 0;
  }
  const postgres = program(place.binaries, "postgres");
  const { file, args, uid, gid } = place.identity.command(postgres, ["-D", place.cluster, ...flags]);
  const output = openLog(log);
  try {
    // Detached: Ctrl-C goes to every process of the terminal, and the database must outlast the server's last writes.
    const child = spawn(file, args, {
      uid,
      gid,
      cwd: place.cluster,
      env: bareEnvironment(),
      detached: true,
      windowsHide: true,
      stdio: ["ignore", output, output],
    });
    await once(child, "spawn");
    child.unref();
    if (child.pid === undefined) throw new Error("PostgreSQL could not be started.");
    return child.pid;
  } finally {
    closeSync(output);
  }
}

/** The last lines that PostgreSQL wrote, for the message of a start that failed. */
export function lastLines(log: string, count = 5): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}

function openLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const file = openSync(log, size > MAX_LOG_BYTES ? "w" : "a", 0o600);
  giveToOwnerOf(path.dirname(log), log);
  return file;
}
