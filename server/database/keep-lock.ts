import { setTimeout as sleep } from "node:timers/promises";
import type { InstanceLock } from "./instance-lock";

const RETRY_MS = 1000;

/**
 * Hold `lock` until told otherwise. When its connection is lost, the database was restarted or killed: `regain` brings both
 * back, as often as it takes.
 * @returns the function that releases it
 */
export function keepLock(lock: InstanceLock, regain: () => Promise<InstanceLock | { heldBy: string }>) {
  let current = lock;
  let released = false;
  const kept = keep();
  return async function release(): Promise<void> {
    released = true;
    await current.release();
    // It may be reconnecting at this moment: that connection must be released as well.
    await kept;
  };

  async function keep() {
    while (!released) {
      await current.lost;
      if (released) return;
      console.error("Database: the connection was lost; reconnecting.");
      current = await regained();
      if (released) return current.release();
      console.error("Database: reconnected.");
    }
  }

  async function regained(): Promise<InstanceLock> {
    for (let told = ""; ; await sleep(RETRY_MS)) {
      if (released) return current;
      const again = await regain().catch((error) => ({
        failed: error instanceof Error ? error.message : String(error),
      }));
      if ("release" in again) return again;
      if (released) return current;
      const why = "heldBy" in again ? `another server has taken it (${again.heldBy}).` : again.failed;
      if (why !== told) console.error(`Database: ${why}`);
      told = why;
    }
  }
}
