import path from "node:path";
import { startProcess } from "../machine/process";
import type { Job, Outcome } from "./job";

export type Generator = {
  readonly pid: number;
  /** @throws when an answer is not one of the expected: it would measure something else */
  fire(job: Job): Promise<Outcome>;
  stop(): Promise<void>;
};

/** The load generator, in a process of its own: what it costs is not taken from whoever asks for it. */
export async function startGenerator(): Promise<Generator> {
  const { child, stop } = await startProcess(path.join(import.meta.dirname, "generator.ts"));
  let settle: ((message: unknown) => void) | undefined;
  child.on("message", (message) => settle?.(message));
  child.on("exit", () => settle?.({ error: "the load generator ended" }));
  return {
    pid: child.pid ?? 0,
    stop,
    fire: async (job) => {
      const message = await new Promise<unknown>((resolve) => {
        settle = resolve;
        child.send(job);
      });
      const outcome = outcomeOf(message);
      const unexpected = Object.keys(outcome.statuses).filter((status) => !job.expects.includes(Number(status)));
      if (unexpected.length > 0 || outcome.broken > 0) {
        const told = JSON.stringify(outcome.statuses);
        throw new Error(`${job.shape.method} ${job.shape.path}: answered ${told}, ${outcome.broken} connections broke`);
      }
      return outcome;
    },
  };
}

// generator.ts sends nothing else.
function outcomeOf(message: unknown): Outcome {
  const { outcome, error } = message as { outcome?: Outcome; error?: string };
  if (outcome === undefined) throw new Error(error ?? "the load generator said nothing");
  return outcome;
}
