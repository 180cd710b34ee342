import { setTimeout as sleep } from "node:timers/promises";

/** One step of stopping, and how many milliseconds it may take: after that the next one comes in any case. */
export type StopStep = { name: string; patience: number; run(): Promise<void> };

// Ctrl-C under npm arrives twice, once from the terminal and once from npm: a person's second one comes later.
const SAME_SIGNAL_MS = 700;

/**
 * Own the end of this process. What was added last is stopped first. SIGINT and SIGTERM stop everything and exit with 0; a
 * second signal exits at once: what was committed is kept, and the next start finds the rest. Whoever adds a step waits
 * for it, and for ever once the end has begun: a start that is stopped half way goes no further.
 */
export function ownTheEnd() {
  const steps: StopStep[] = [];
  let stoppedAt = 0;
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
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

async function bounded({ name, patience, run }: StopStep) {
  const late = sleep(patience, "late" as const, { ref: false });
  try {
    if ((await Promise.race([run(), late])) === "late") console.error(`Stopping: ${name} took too long and was left.`);
  } catch (error) {
    console.error(`Stopping: ${name} failed (${error instanceof Error ? error.message : error}).`);
  }
}
