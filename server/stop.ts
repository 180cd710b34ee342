import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** One step of stopping, and how many milliseconds it may take: after that the next one runs in any case. */
export type StopStep = { name: string; patience: number; run(): Promise<void> };

// Ctrl-C under npm arrives twice, once from the terminal and once from npm: a person's second one comes later.
const SAME_SIGNAL_MS = 700;

/** The end of a process, in steps. */
export type End = {
  /**
   * What was added last is stopped first. Whoever adds a step waits for it, and for ever once the end has begun: a start that is
   * stopped half way goes no further.
   */
  add(step: StopStep): Promise<void>;
  /** Take each step, and exit. The first call decides with which code. */
  stop(exitCode: number): Promise<never>;
};

/**
 * Own the end of this process. SIGINT, SIGTERM and SIGHUP stop everything and exit with 0; a second signal exits at once: what was
 * committed is kept, and the next start finds the rest.
 */
export function ownTheEnd(): End {
  const end = endInSteps();
  let stoppedAt = 0;
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  // The terminal was closed.
  if (!survivesHangup()) process.on("SIGHUP", onSignal);
  return { add: end.add, stop };

  function onSignal() {
    if (stoppedAt === 0) void stop(0);
    else if (performance.now() - stoppedAt > SAME_SIGNAL_MS) process.exit(130);
  }

  async function stop(exitCode: number): Promise<never> {
    if (stoppedAt !== 0) return new Promise(() => {});
    stoppedAt = performance.now();
    if (exitCode === 0) console.log("Stopping. Press Ctrl-C again to stop immediately.");
    return await end.stop(exitCode, exitCode === 0 ? () => console.log("Stopped.") : undefined);
  }
}

/** The end of a process that is told when it comes by other means than signals, and has nothing to say of it. */
export function endInSteps() {
  const steps: StopStep[] = [];
  let begun = false;
  // Nobody reads the output any more: an unhandled error of it would be logged, which fails again, and so on for ever.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  return {
    async add(step: StopStep): Promise<void> {
      steps.push(step);
      if (begun) await new Promise(() => {});
    },
    async stop(exitCode: number, told = () => {}): Promise<never> {
      if (begun) return new Promise(() => {});
      begun = true;
      for (let step = steps.pop(); step; step = steps.pop()) await bounded(step);
      told();
      process.exit(exitCode);
    },
  };
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
    if ((await Promise.race([run(), late])) === "late")
      console.error(`Stopping: ${name} took too long and was abandoned.`);
  } catch (error) {
    console.error(`Stopping: ${name} failed (${error instanceof Error ? error.message : error}).`);
  }
}
