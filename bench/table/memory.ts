import { setTimeout as sleep } from "node:timers/promises";
import type { RequestShape } from "../load/job";
import type { Generator } from "../load/start";
import { residentBytes } from "../machine/stat";
import { median } from "../report";
import { showProgress } from "../seed/progress";
import { NUMBERS } from "../seed/secret";
import { digits } from "./print";
import type { Figure } from "./summary";

const MOST_BYTES = 1.5 * 1024;
/** So many principals are cached while the heap is watched. */
const PRINCIPALS = 20_000;
const WARM = 2_000;
const FLOOD = 10_000_000;
const SETTLE_MS = 4_000;
const MIB = 2 ** 20;
// Less than this is the garbage of the moment.
const FLAT = 0.05;

type Watched = {
  generator: Generator;
  port: number;
  pid: number;
  shape: RequestShape;
  connections: number;
  askHeap(): Promise<number>;
};

/** What one principal in the cache takes: how much the heap grows with many more of them, use of them written. */
export async function memoryOfPrincipal(watched: Watched): Promise<Figure> {
  await askForAll(watched, { from: 0, count: WARM });
  await sleep(SETTLE_MS);
  const before = await watched.askHeap();
  await askForAll(watched, { from: WARM, count: PRINCIPALS });
  await sleep(SETTLE_MS);
  const each = ((await watched.askHeap()) - before) / PRINCIPALS;
  return {
    name: "principal-bytes",
    title: "memory of a cached principal",
    value: `${digits(Math.max(0, each) / 1024)} KiB`,
    target: `< ${MOST_BYTES / 1024} KiB`,
    reached: each < MOST_BYTES,
    note: `the heap after garbage collection, with ${PRINCIPALS.toLocaleString("en")} principals more`,
  };
}

/** Whether a process keeps its size under load of 100,000 tokens, and how large it is. */
export async function memoryOverTime(
  watched: Watched,
  { seconds, tokens }: { seconds: number; tokens: number },
): Promise<Figure> {
  const progress = showProgress(`Watching memory for ${seconds} s`, seconds);
  const samples: number[] = [];
  let heapAtThird = 0;
  // In thirds: the first fills caches and batches, and growth is what comes after.
  for (let third = 0; third < 3; third++) {
    const timer = setInterval(() => {
      samples.push(residentBytes(watched.pid));
      progress.at(Math.min(samples.length, seconds));
    }, 1_000);
    await fire(watched, { from: 0, count: tokens }, seconds / 3);
    clearInterval(timer);
    if (third === 0) heapAtThird = await watched.askHeap();
  }
  const heap = await watched.askHeap();
  progress.end();
  const size = Math.ceil(samples.length / 3);
  const [middle, last] = [median(samples.slice(size, 2 * size)), median(samples.slice(2 * size))];
  const growth = last / middle - 1;
  return {
    name: "memory-over-time",
    title: `memory under load of ${tokens.toLocaleString("en")} tokens`,
    value: `${(last / MIB).toFixed(0)} MiB`,
    target: "flat",
    reached: growth < FLAT,
    note:
      `over ${seconds} s; the last third ${(growth * 100).toFixed(1)} % above the middle one; ` +
      `heap after garbage collection ${(heapAtThird / MIB).toFixed(0)} MiB after a third, ${(heap / MIB).toFixed(0)} MiB at the end`,
  };
}

/** Whether a flood of well-formed secrets that nobody has leaves anything behind: the first part of it fills what is bounded, and growth is what comes after. */
export async function memoryOfFlood(watched: Watched, { seconds }: { seconds: number }): Promise<Figure> {
  const flood = (part: number) =>
    fire(watched, { from: NUMBERS.nobody + part * FLOOD, count: FLOOD }, seconds / 2, 401).then(
      ({ freshUsed }) => freshUsed,
    );
  let asked = await flood(0);
  await sleep(SETTLE_MS);
  const before = await watched.askHeap();
  asked += await flood(1);
  await sleep(SETTLE_MS);
  const after = await watched.askHeap();
  const growth = after / before - 1;
  return {
    name: "memory-of-flood",
    title: `memory after a flood of ${asked.toLocaleString("en")} secrets that nobody has`,
    value: `${(after / MIB).toFixed(0)} MiB`,
    target: "flat",
    reached: growth < FLAT,
    note: `the heap after garbage collection; ${(growth * 100).toFixed(1)} % above that after its first half`,
  };
}

/** Each of them once or more often, however slow the server is. */
async function askForAll(watched: Watched, range: { from: number; count: number }): Promise<void> {
  let left = range.count;
  while (left > 0) {
    const first = range.from + range.count - left;
    left -= (await fire(watched, { from: first, count: left }, 1)).freshUsed;
  }
}

async function fire(
  { generator, port, shape, connections }: Watched,
  range: { from: number; count: number },
  seconds: number,
  expected = 200,
) {
  const traffic = { hot: { from: range.from, count: 1 }, fresh: { ...range, share: 1 } };
  return await generator.fire({ port, shape, traffic, connections, seconds, expects: [expected] });
}
