import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { familyOf } from "./stat";

/** As `taskset` takes them: one for the server and its PostgreSQL, the others for the load and everything else. */
export type Cores = { server: string; load: string };

/**
 * Which cores are whose; undefined where nothing can be pinned. Reads what this process may use, which in a container is less than the
 * machine has.
 */
export function findCores(): Cores | undefined {
  const allowed = parseCores(/^Cpus_allowed_list:\s*(\S+)/m.exec(readStatus())?.[1] ?? "");
  const [server, ...load] = allowed;
  if (server === undefined || load.length === 0) return undefined;
  if (spawnSync("taskset", ["--version"]).status !== 0) return undefined;
  return { server: String(server), load: load.join(",") };
}

/** `0-2,5` */
export function parseCores(list: string): number[] {
  return list.split(",").flatMap((part) => {
    const [from, to = from] = part.split("-").map((text) => Number.parseInt(text, 10));
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) return [];
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
}

/** Keep a process with its threads, and what descends from it, on these cores; what it starts later inherits that. */
export function pinFamily(pid: number, cores: string): void {
  for (const member of familyOf(pid)) {
    // One that has ended meanwhile needs no core.
    spawnSync("taskset", ["-a", "-c", "-p", cores, String(member.pid)]);
  }
}

function readStatus(): string {
  try {
    return readFileSync("/proc/self/status", "utf8");
  } catch {
    return "";
  }
}
