import { afterCommit } from "@/db/committed";
import { processWide } from "@/db/process-wide";

const state = processWide("test-changes", () => ({
  fetch: globalThis.fetch,
  /** How many changes this process has committed, in whatever database. */
  changes: 0,
  /** Of each server under test: how many of them it has seen. */
  seen: new Map<string, number>(),
  /** Of each server that is asked at this moment: how many of them it will have seen. */
  asked: new Map<string, { changes: number; settled: Promise<void> }>(),
}));

/** Tell of a server that is started here. */
export function addServer(url: string): void {
  state.seen.set(new URL(url).origin, -1);
}

/**
 * From now on, whatever a test writes into a server's database itself is seen by that server with the test's next request to it. A
 * server learns of what others commit some milliseconds later, and what tests commit is another process's.
 */
export function settleBeforeRequests(): void {
  afterCommit(async () => {
    state.changes++;
  });
  globalThis.fetch = async (input, init) => {
    await settled(input instanceof Request ? input.url : input);
    return await state.fetch(input, init);
  };
}

/** Resolves when the server at this address, if that is one under test, has seen everything that was committed before. */
export async function settled(address: string | URL): Promise<void> {
  const { origin } = new URL(address);
  const { changes } = state;
  const seen = state.seen.get(origin);
  if (seen === undefined ? !isShared(origin) : seen === changes) return;
  let asked = state.asked.get(origin);
  // Whoever asks at the same time waits for the same answer.
  if (asked?.changes !== changes) {
    asked = { changes, settled: ask(origin, changes) };
    state.asked.set(origin, asked);
  }
  await asked.settled;
}

async function ask(origin: string, changes: number): Promise<void> {
  const answer = await state.fetch(`${origin}/api/health/ready`).catch(() => undefined);
  await answer?.arrayBuffer();
  state.seen.set(origin, changes);
  if (state.asked.get(origin)?.changes === changes) state.asked.delete(origin);
}

// Started by the global setup, in another process.
function isShared(origin: string): boolean {
  const told = process.env.TEST_SERVER;
  return told !== undefined && new URL(JSON.parse(told).url).origin === origin;
}
