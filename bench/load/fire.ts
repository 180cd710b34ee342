import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { type Answered, Connection } from "./connection";
import type { Job, Outcome } from "./job";
import { requestsOf } from "./requests";

// What is slower than this counts as this slow.
const LONGEST_MS = 60_000;
const PER_MS = 1_000;

/** Ask over `connections` at once, each for its next answer when it has the last, until the time is over. */
export async function fire(job: Job): Promise<Outcome> {
  const { port, shape, traffic, connections, seconds, rate } = job;
  const requests = requestsOf(shape, port, traffic);
  const [times, firstBytes] = [histogram(), histogram()];
  const statuses: Record<string, number> = {};
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const interval = rate === undefined ? 0 : (connections / rate) * 1000;
  let [count, broken, bytes, last] = [0, 0, 0, begun];

  function take(outcome: Answered | Error) {
    if (outcome instanceof Error) {
      broken++;
      return;
    }
    count++;
    bytes = outcome.bytes;
    last = outcome.endedAt;
    statuses[outcome.status] = (statuses[outcome.status] ?? 0) + 1;
    record(times, outcome.endedAt - outcome.sentAt);
    record(firstBytes, outcome.firstByteAt - outcome.sentAt);
  }

  await Promise.all(
    Array.from({ length: connections }, async (_, n) => {
      const connection = new Connection(port);
      await new Promise<void>((resolve) => {
        let due = begun + (interval * n) / connections;
        const next = () => {
          const now = performance.now();
          if (now >= end) return resolve();
          if (due > now) return void setTimeout(next, due - now);
          // What a slow answer has cost is not caught up with: the rate is a limit, and no promise.
          due = Math.max(due + interval, now - interval);
          connection.send(requests.next(), (outcome) => {
            take(outcome);
            // A server that is down would otherwise be asked as fast as it can refuse.
            if (outcome instanceof Error) setTimeout(next, 10);
            else next();
          });
        };
        next();
      });
      connection.close();
    }),
  );
  return {
    requests: count,
    seconds: (last - begun) / 1000,
    p50: times.percentile(50) / PER_MS,
    p99: times.percentile(99) / PER_MS,
    max: times.max / PER_MS,
    firstByteP50: firstBytes.percentile(50) / PER_MS,
    bytes,
    statuses,
    broken,
    freshUsed: requests.freshUsed(),
  };
}

/** Microseconds, with three digits that count. */
function histogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: LONGEST_MS * PER_MS, figures: 3 });
}

function record(times: RecordableHistogram, milliseconds: number): void {
  times.record(Math.max(1, Math.min(Math.round(milliseconds * PER_MS), LONGEST_MS * PER_MS)));
}
