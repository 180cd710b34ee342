import { median } from "../report";
import type { Measured, Round } from "./measure";

/** What a row came to, for the table and the results. Times in milliseconds, processor time in microseconds for each request. */
export type Summary = {
  name: string;
  title: string;
  rate: number;
  p50: number;
  p99: number;
  firstByteP50: number;
  bytes: number;
  serverMicros: number;
  databaseMicros: number;
  /** That of the load generator. Where it is more than all of the server's, the rate may be that of the generator. */
  loadMicros: number;
  /** How many times the rate of the row `against` it had: the middle one of the ratios of each round. */
  against?: string;
  ratio?: number;
  least?: number;
  /** p99 by p50, and what it may be at most. */
  tailRatio: number;
  tail?: number;
  rates: number[];
};

/** A figure that is no rate. `reached`: whether it is what it should be. */
export type Figure = { name: string; title: string; value: string; target?: string; reached?: boolean; note?: string };

export function summarise(measured: readonly Measured[]): Summary[] {
  return measured.map(({ row, rounds }) => {
    const other = measured.find((one) => one.row.name === row.against);
    const p50 = median(rounds.map((round) => round.p50));
    const p99 = median(rounds.map((round) => round.p99));
    return {
      name: row.name,
      title: row.title,
      rate: median(rounds.map(rateOf)),
      p50,
      p99,
      firstByteP50: median(rounds.map((round) => round.firstByteP50)),
      bytes: rounds.at(-1)?.bytes ?? 0,
      serverMicros: micros(rounds, (round) => round.serverSeconds),
      databaseMicros: micros(rounds, (round) => round.databaseSeconds),
      loadMicros: micros(rounds, (round) => round.loadSeconds),
      ...(other === undefined ? {} : { against: other.row.name, ratio: ratioOf(rounds, other.rounds) }),
      ...(row.least === undefined ? {} : { least: row.least }),
      tailRatio: median(rounds.map((round) => round.p99 / round.p50)),
      ...(row.tail === undefined ? {} : { tail: row.tail }),
      rates: rounds.map(rateOf),
    };
  });
}

/** The ratio is taken within each round, so that one in which the machine was busy with something else counts for both alike. */
function ratioOf(rounds: readonly Round[], others: readonly Round[]): number {
  return median(
    rounds.map((round, n) => {
      const other = others[n];
      return other === undefined ? Number.NaN : rateOf(round) / rateOf(other);
    }),
  );
}

function rateOf({ requests, seconds }: Round): number {
  return seconds === 0 ? 0 : requests / seconds;
}

function micros(rounds: readonly Round[], secondsOf: (round: Round) => number): number {
  const requests = rounds.reduce((sum, round) => sum + round.requests, 0);
  return (rounds.reduce((sum, round) => sum + secondsOf(round), 0) / requests) * 1e6;
}
