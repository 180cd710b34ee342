import type { Row } from "./row";
import type { Figure, Summary } from "./summary";

const HEAD = ["", "requests/s", "p50 ms", "p99 ms", "CPU µs", "+ database", "ratio", "target", ""] as const;

type Line = readonly string[];

/** The one table: rows with their rates and ratios, then figures that are no rates, then what could not be measured. */
export function renderTable(
  summaries: readonly Summary[],
  figures: readonly Figure[],
  missing: readonly Pick<Row, "title" | "missing">[] = [],
): string {
  const lines: Line[] = [
    HEAD,
    ...summaries.flatMap(linesOf),
    ...figures.map(({ title, value, target = "", reached }) => [
      title,
      value,
      "",
      "",
      "",
      "",
      "",
      target,
      mark(reached),
    ]),
    ...missing.map((row) => [row.title, row.missing ?? "", "", "", "", "", "", "", ""]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 || column >= 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Rows that may have been as fast as the load generator is, and no slower: it had as much to do for each request as they had. */
export function limitedByLoad(summaries: readonly Summary[]): string[] {
  return summaries
    .filter(({ loadMicros, serverMicros, databaseMicros }) => loadMicros >= serverMicros + databaseMicros)
    .map(({ name }) => name);
}

/** A summary with two targets has two lines. */
function linesOf(summary: Summary): Line[] {
  const { title, rate, p50, p99, serverMicros, databaseMicros, against, ratio, least, tail, tailRatio } = summary;
  const first = [
    title,
    rate.toLocaleString("en", { maximumFractionDigits: rate < 100 ? 1 : 0 }),
    digits(p50),
    digits(p99),
    digits(serverMicros),
    digits(databaseMicros),
    ratio === undefined ? "" : `${digits(ratio)} × ${against}`,
    least === undefined ? "" : `≥ ${least}`,
    least === undefined || ratio === undefined ? "" : mark(ratio >= least),
  ];
  if (tail === undefined) return [first];
  return [first, ["", "", "", "", "", "", `${digits(tailRatio)} × p50`, `p99 < ${tail} × p50`, mark(tailRatio < tail)]];
}

function mark(reached: boolean | undefined): string {
  if (reached === undefined) return "";
  return reached ? "✓" : "✗";
}

/** Three digits that count. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}
