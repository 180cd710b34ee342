import { setTimeout as sleep } from "node:timers/promises";
import { isUnavailable } from "@/db/unavailable";

// What a failure takes. A success takes as long as the machine needs.
const PATIENCE_MS = 60_000;

/** Wait until something is so; fails, saying what, if that takes too long. */
export async function waitFor(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) if (await isSo()) return;
  throw new Error(`waited for ${what} in vain`);
}

/**
 * Ask again while the answer is that there is no room at this moment, as a client is told to do: how long a change waits for
 * its turn is measured in seconds, and a busy machine needs more of them. `run` throws what is answered
 * with 503, or answers 503 with `Retry-After`.
 */
export async function whenThereIsRoom<Result>(run: () => Promise<Result>): Promise<Result> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    try {
      const result = await run();
      if (!saysLater(result) || Date.now() > end) return result;
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > end) throw error;
    }
  }
}

function saysLater(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || !("status" in answer) || !("headers" in answer)) return false;
  return answer.status === 503 && typeof answer.headers === "object" && "retry-after" in (answer.headers ?? {});
}
