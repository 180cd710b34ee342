import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 20_000;

/** Wait until something is so; fails, saying what, if that takes too long. */
export async function waitFor(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) if (await isSo()) return;
  throw new Error(`waited for ${what} in vain`);
}
