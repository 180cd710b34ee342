import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** One step of stopping, and how many milliseconds it may take: after that the next one runs in any case. */
export type StopStep = { name: string; patience: number; run(): Promise<void> };

// Ctrl-C under npm arrives twice, once from the terminal and once from npm: a person's second one comes later.
const SAME_SIGNAL_MS = 700;

/**
 * Own the end of this process. What was added last is stopped first. SIGINT, SIGTERM and SIGHUP stop everything and exit with
 * 0; a second signal exits at once: what was committed is kept, and the next start finds the rest. Adding a step waits for ever
 * once the end has begun, so that a start that is stopped midway goes no further.
 */
export function ownTheEnd() {
  const steps: StopStep[] = [];
  let stoppedAt = 0;
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  // The terminal was closed.
  if (!survivesHangup()) process.on("SIGHUP", onSignal);
  // Nobody reads the output any more: an unhandled error of it would be logged, which fails again, and so on for ever.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  return { add, stop };

  async function add(step: StopStep): Promise<void> {
    steps.push(step);
    if (stoppedAt !== 0) await new Promise(() => {});
  }

  function onSignal() {
    if (stoppedAt === 0) void stop(0);
    else if (Date.now() - stoppedAt > SAME_SIGNAL_MS) process.exit(130);
  }

  async function stop(exitCode: number): Promise<never> {
    if (stoppedAt !== 0) return new Promise(() => {});
    stoppedAt = Date.now();
    if (exitCode === 0) console.log("Stopping. Once more to stop at once.");
    for (let step = steps.pop(); step; step = steps.pop()) await bounded(step);
    if (exitCode === 0) console.log("Stopped.");
    process.exit(exitCode);
  }
}

/** Whether SIGHUP is ignored, as `nohup` arranges it; a handler would undo that. Assumed where it cannot be known. */
function survivesHangup(): boolean {
  try {
    const ignored = /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
    return (BigInt(`0x${ignored}`) & 1n) === 1n;
  } catch {
    return true;
  }
}

async function bounded({ name, patience, run }: StopStep) {
  const late = sleep(patience, "late" as const, { ref: false });
  try {
    if ((await Promise.race([run(), late])) === "late") console.error(`Stopping: ${name} took too long and was left.`);
  } catch (error) {
    console.error(`Stopping: ${name} failed (${error instanceof Error ? error.message : error}).`);
  }
}
