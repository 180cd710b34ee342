import type { Outcome, Traffic } from "../load/job";
import type { Generator } from "../load/start";
import { processorSeconds } from "../machine/stat";
import { showProgress } from "../seed/progress";
import { NUMBERS } from "../seed/secret";
import type { Row, ServerName } from "./row";

/** Where a server listens, and whose processor time is its own. */
export type Server = { port: number; pid: number };

/** One round of a row, with processor time in seconds. */
export type Round = Outcome & { serverSeconds: number; databaseSeconds: number; loadSeconds: number };
export type Measured = { row: Row; rounds: Round[] };

export type Bench = {
  generator: Generator;
  servers: Partial<Record<ServerName, Server>>;
  databasePid: number;
  /** How many tokens there are to take fresh ones from, by the server. */
  sizes: Partial<Record<ServerName, number>>;
  connections: number;
  seconds: number;
  rounds: number;
  /** Revoke so many tokens a second until told to stop. */
  startRevoking(): Promise<() => Promise<void>>;
};

const WARM_UP_ROUNDS = 2;
const WARM_UP_SECONDS = 1;

/**
 * Measure all rows in turns, over and over: a machine that grows warm or busy is so for all of them, and the ratio of two rows is that of
 * two neighbours in time. The first rounds warm up and do not count.
 */
export async function measure(rows: readonly Row[], bench: Bench): Promise<Measured[]> {
  const measured = rows.map((row) => ({ row, rounds: [] as Round[] }));
  const freshUsed: Partial<Record<ServerName, number>> = {};
  const progress = showProgress("Measuring", rows.length * (bench.rounds + WARM_UP_ROUNDS));
  let done = 0;
  for (let round = -WARM_UP_ROUNDS; round < bench.rounds; round++) {
    for (const { row, rounds } of measured) {
      const result = await fireRow(
        row,
        bench,
        round < 0 ? Math.min(WARM_UP_SECONDS, bench.seconds) : bench.seconds,
        freshUsed,
      );
      if (round >= 0) rounds.push(result);
      progress.at(++done);
    }
  }
  progress.end();
  return measured;
}

async function fireRow(
  row: Row,
  bench: Bench,
  seconds: number,
  freshUsed: Partial<Record<ServerName, number>>,
): Promise<Round> {
  const server = bench.servers[row.server];
  if (server === undefined) throw new Error(`${row.server} was not started`);
  const stopRevoking = row.beside === "revocations" ? await bench.startRevoking() : async () => undefined;
  const times = () =>
    [processorSeconds(server.pid), processorSeconds(bench.databasePid), processorSeconds(bench.generator.pid)] as const;
  const before = times();
  const outcome = await bench.generator.fire({
    port: server.port,
    shape: row.shape,
    traffic: trafficOf(row, bench.sizes[row.server] ?? 0, freshUsed[row.server] ?? 0),
    connections: bench.connections,
    seconds,
    expects: row.expects ?? [200],
  });
  const after = times();
  await stopRevoking();
  freshUsed[row.server] = (freshUsed[row.server] ?? 0) + outcome.freshUsed;
  return {
    ...outcome,
    serverSeconds: after[0] - before[0],
    databaseSeconds: after[1] - before[1],
    loadSeconds: after[2] - before[2],
  };
}

/** Fresh secrets follow those that were taken before, also by another row of this server: nobody has asked with them. */
export function trafficOf({ traffic, secrets }: Row, size: number, used: number): Traffic {
  if (secrets !== undefined) return { list: secrets };
  // Nothing of it is asked for where a request has no place for a secret.
  if (traffic === undefined) return { hot: { from: NUMBERS.nobody, count: 1 } };
  const { hot, fresh } = traffic;
  if (fresh === undefined) return { hot };
  const first = hot.from + hot.count;
  const left = size - first - used;
  if (left <= 0) throw new Error("all tokens were asked for: there are no fresh ones left");
  return { hot, fresh: { from: first + used, count: left, share: fresh / 100 } };
}
