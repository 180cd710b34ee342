import stringWidth from "string-width";
import type { Output } from "./output";
import { plain } from "./text";

/**
 * A column: what stands above it, and its text for a row. Where a terminal is narrow, those that are spare are left out, the least number
 * first, and those that give are cut. Others stay whole: where they do not fit beside each other, a row is several lines.
 */
export type Column<Row> = { title: string; of(row: Row): string; gives?: boolean; spare?: number };

const GAP = "  ";
// Before that little is left of a text, what is spare makes room for it.
const READABLE_WIDTH = 16;
const LEAST_WIDTH = 4;

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
  const sized = columns.map((column, n) => ({ ...column, n, width: widths[n] ?? 0 }));
  const given = fit(withoutSpare(sized, output.width), output.width);
  if (widthOf(given.map(({ width }) => width)) > output.width) {
    printBlocks(output, columns, cells, output.width);
    return;
  }
  const line = (row: readonly string[]) => lineOf(given.map(({ n, width }) => ({ cell: row[n] ?? "", width })));
  output.line(output.styled("bold", line(titles)));
  for (const row of cells) output.line(line(row));
}

/** Each row as lines of its own, without what is empty or, being spare, does not fit. */
function printBlocks<Row>(
  output: Output,
  columns: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
  width: number,
): void {
  const titles = Math.max(...columns.map(({ title }) => title.length)) + GAP.length;
  for (const [n, row] of cells.entries()) {
    if (n > 0) output.line("");
    for (const [c, { title, gives, spare }] of columns.entries()) {
      const cell = row[c] ?? "";
      const room = width - titles;
      const fits = stringWidth(cell) <= room;
      // An id without its title, which is clear where there is no other one.
      const isAlone = !fits && !(gives && room >= LEAST_WIDTH);
      if (cell === "" || (isAlone && spare !== undefined)) continue;
      output.line(isAlone ? cell : `${output.styled("dim", title.padEnd(titles))}${fits ? cell : cut(cell, room)}`);
    }
  }
}

type Sized = Pick<Column<never>, "gives" | "spare"> & { n: number; width: number };

/** The columns that there is room for. */
function withoutSpare(columns: readonly Sized[], width: number): readonly Sized[] {
  const least = columns.map(({ gives, width }) => (gives ? Math.min(width, READABLE_WIDTH) : width));
  if (widthOf(least) <= width) return columns;
  const order = columns.flatMap(({ spare }) => spare ?? []);
  if (order.length === 0) return columns;
  const first = Math.min(...order);
  return withoutSpare(
    columns.filter(({ spare }) => spare !== first),
    width,
  );
}

/** What each column gets of the width: those that may give share what is missing, the widest first. */
function fit(columns: readonly Sized[], width: number): readonly Sized[] {
  const given = columns.map((column) => ({ ...column }));
  for (let over = widthOf(given.map((each) => each.width)) - width; over > 0; over--) {
    const giving = given.filter((each) => each.gives && each.width > LEAST_WIDTH).sort((a, b) => b.width - a.width);
    if (giving[0] === undefined) break;
    giving[0].width--;
  }
  return given;
}

function widthOf(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1);
}

function lineOf(cells: readonly { cell: string; width: number }[]): string {
  return cells
    .map(({ cell, width }) => padded(cell, width))
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
