import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 20_000;

/** What a server is started with, so that its heap can be asked for, and how to ask. One process at a time. */
export function heapProbe() {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-heap-"));
  const file = path.join(folder, "heap.json");
  const probe = path.join(import.meta.dirname, "heap-probe.cjs");
  return {
    env: { NODE_OPTIONS: `--require ${probe}`, BENCH_HEAP: file },
    /** @returns what is left after garbage collection, in bytes */
    ask: async (pid: number): Promise<number> => {
      rmSync(file, { force: true });
      process.kill(pid, "SIGUSR2");
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
        const text = read(file);
        if (text !== undefined) return Number(JSON.parse(text).bytes);
      }
      throw new Error("the server did not tell its heap");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
