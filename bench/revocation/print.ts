import { digits } from "../table/print";

/** Latencies in milliseconds of one line. */
export type Series = {
  name: string;
  title: string;
  milliseconds: readonly number[];
  /** What the 99th of a hundred, and what the largest, may be at most. */
  p99?: number;
  max?: number;
};

export type Spread = {
  name: string;
  title: string;
  count: number;
  p50: number;
  p99: number;
  max: number;
  reached?: boolean;
};

export function spreadOf({ name, title, milliseconds, p99, max }: Series): Spread {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const spread = { name, title, count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
  if (p99 === undefined && max === undefined) return spread;
  return {
    ...spread,
    reached: spread.p99 < (p99 ?? Number.POSITIVE_INFINITY) && spread.max < (max ?? Number.POSITIVE_INFINITY),
  };
}

export function renderSpreads(series: readonly Series[]): string {
  const lines = [
    ["", "endings", "p50 ms", "p99 ms", "max ms", "target", ""],
    ...series.map((one) => {
      const { title, count, p50, p99, max, reached } = spreadOf(one);
      const target = [
        one.p99 === undefined ? [] : `p99 < ${one.p99} ms`,
        one.max === undefined ? [] : `max < ${one.max} ms`,
      ].flat();
      const mark = reached === undefined ? "" : reached ? "✓" : "✗";
      return [title, String(count), digits(p50), digits(p99), digits(max), target.join(", "), mark];
    }),
  ];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 || column > 4 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(cell).join("  ").trimEnd()).join("\n");
}
