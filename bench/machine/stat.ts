import { readdirSync, readFileSync } from "node:fs";

// Hundredths of a second on every Linux that Node.js runs on: getconf CLK_TCK.
const TICKS_PER_SECOND = 100;

export type Stat = { pid: number; parent: number; seconds: number };

/** A line of /proc/PID/stat: processor time in user and kernel mode, of the process and of its children that have ended. @see proc_pid_stat(5) */
export function parseStat(text: string): Stat | undefined {
  // The name in brackets may hold anything, brackets and spaces too.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14].map((n) => Number(fields[n]));
  const pid = Number.parseInt(text, 10);
  if (parent === undefined || Number.isNaN(pid) || Number.isNaN(parent)) return undefined;
  const ticks = [user, system, childUser, childSystem].reduce<number>((sum, some) => sum + (some ?? 0), 0);
  return { pid, parent, seconds: ticks / TICKS_PER_SECOND };
}

/** Every process there is; empty where the system does not tell. */
function allStats(): Stat[] {
  try {
    return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (readStat(name) ?? []) : []));
  } catch {
    return [];
  }
}

function readStat(name: string): Stat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${name}/stat`, "utf8"));
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** A process and all that descend from it. */
export function familyOf(pid: number, stats: readonly Stat[] = allStats()): Stat[] {
  const family = stats.filter((stat) => stat.pid === pid);
  for (const member of family) family.push(...stats.filter(({ parent }) => parent === member.pid));
  return family;
}

/** Processor time of a process and its descendants so far, in seconds; NaN where the system does not tell. */
export function processorSeconds(pid: number): number {
  const family = familyOf(pid);
  return family.length === 0 ? Number.NaN : family.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Resident memory of a process and its descendants, in bytes; NaN where the system does not tell. */
export function residentBytes(pid: number): number {
  const family = familyOf(pid);
  const all = family.map((member) => {
    try {
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${member.pid}/status`, "utf8"))?.[1]) * 1024;
    } catch {
      return 0;
    }
  });
  return family.length === 0 ? Number.NaN : all.reduce((sum, bytes) => sum + bytes, 0);
}
