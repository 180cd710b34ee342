import stringWidth from "string-width";
import type { Output } from "./output";
import { plain } from "./text";

/** A column: what stands above it, and its text for a row. The one that may be cut gives way where a terminal is narrow. */
export type Column<Row> = { title: string; of(row: Row): string; gives?: boolean };

const GAP = "  ";
const LEAST_WIDTH = 8;

/** Print rows as a table that fits the terminal; for a program whole, with tabs between. */
export function printTable<Row>(output: Output, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const cells = rows.map((row) => columns.map(({ of }) => plain(of(row))));
  const titles = columns.map(({ title }) => title);
  if (output.width === undefined) {
    for (const line of [titles, ...cells]) output.line(line.join("\t"));
    return;
  }
  const widths = titles.map((title, n) =>
    Math.max(...[title, ...cells.map((row) => row[n] ?? "")].map((cell) => stringWidth(cell))),
  );
  const given = fit(widths, columns, output.width);
  output.line(output.styled("bold", lineOf(titles, given)));
  for (const row of cells) output.line(lineOf(row, given));
}

/** What each column gets of the width: those that may give share what is missing, the widest first. */
function fit(widths: readonly number[], columns: readonly Column<never>[], width: number): number[] {
  const given = [...widths];
  let over = given.reduce((sum, each) => sum + each, 0) + GAP.length * (given.length - 1) - width;
  while (over > 0) {
    const giving = given
      .map((each, n) => ({ each, n }))
      .filter(({ each, n }) => columns[n]?.gives && each > LEAST_WIDTH);
    const widest = giving.sort((a, b) => b.each - a.each)[0];
    if (widest === undefined) break;
    given[widest.n] = widest.each - 1;
    over--;
  }
  return given;
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, n) => padded(cell, widths[n] ?? 0))
    .join(GAP)
    .trimEnd();
}

function padded(cell: string, width: number): string {
  const room = width - stringWidth(cell);
  return room >= 0 ? cell + " ".repeat(room) : cut(cell, width);
}

/** The beginning of a text, by characters as they are seen, and an ellipsis. */
function cut(text: string, width: number): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…${" ".repeat(Math.max(0, width - 1 - stringWidth(kept)))}`;
}

/** Facts of one thing, each on a line. */
export function printFacts(
  output: Output,
  facts: readonly (readonly [name: string, value: string | undefined])[],
): void {
  const there = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  const width = Math.max(...there.map(([name]) => name.length));
  for (const [name, value] of there) output.line(`${output.styled("dim", name.padEnd(width))}${GAP}${plain(value)}`);
}
