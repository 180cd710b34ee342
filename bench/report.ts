/** What one way of doing something managed in each round, in times a second. */
export type Measured = { name: string; rates: readonly number[] };

/**
 * The middle rate of each, and how many times the first one's that is. The ratio is taken within each round, so that a round
 * in which the machine was busy with something else counts for all alike.
 */
export function report(measured: readonly Measured[]): string {
  const width = Math.max(...measured.map(({ name }) => name.length));
  const first = measured[0]?.rates ?? [];
  return measured
    .map(({ name, rates }) => {
      const ratio = median(rates.map((rate, round) => rate / (first[round] ?? Number.NaN)));
      return `${name.padEnd(width)}  ${median(rates).toFixed(0).padStart(8)}/s  ${times(ratio)}`;
    })
    .join("\n");
}

/** The middle one; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function times(ratio: number): string {
  return ratio >= 10 ? `× ${Math.round(ratio)}` : `× ${ratio.toFixed(2)}`;
}
