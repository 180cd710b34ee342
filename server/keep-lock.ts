import { setTimeout as sleep } from "node:timers/promises";
import type { InstanceLock } from "./instance-lock";

const RETRY_MS = 1000;

/**
 * Hold `lock` until told otherwise. When its connection is lost, the database was restarted or killed: `regain` brings
 * both back, as often as it takes.
 * @returns what lets go of it
 */
export function keepLock(lock: InstanceLock, regain: () => Promise<InstanceLock | { heldBy: string }>) {
  let current = lock;
  let released = false;
  void keep();
  return async function release(): Promise<void> {
    released = true;
    await current.release();
  };

  async function keep() {
    while (!released) {
      await current.lost;
      if (released) return;
      console.error("Database: the connection was lost; trying to get it back.");
      current = await regained();
      if (released) return current.release();
      console.error("Database: it is back.");
    }
  }

  async function regained(): Promise<InstanceLock> {
    for (; ; await sleep(RETRY_MS)) {
      if (released) return current;
      try {
        const again = await regain();
        if (!("heldBy" in again)) return again;
        console.error(`Database: another server has taken it (${again.heldBy}).`);
      } catch (error) {
        console.error(`Database: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
}
