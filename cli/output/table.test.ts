import { expect, test } from "vitest";
import type { Output } from "./output";
import { type Column, printTable } from "./table";

type Row = { label: string; id: string };
const columns: Column<Row>[] = [
  { title: "LABEL", of: ({ label }) => label, gives: true },
  { title: "ID", of: ({ id }) => id },
];

function printed(rows: Row[], width: number | undefined): string[] {
  const lines: string[] = [];
  const output = { width, line: (line: string) => lines.push(line), styled: (_: unknown, text: string) => text };
  // A table asks nothing else of it.
  printTable(output as unknown as Output, columns, rows);
  return lines;
}

test("a table is as wide as it needs, and lines up characters as they are seen", () => {
  expect(
    printed(
      [
        { label: "日本語", id: "1" },
        { label: "👩‍👩‍👧", id: "22" },
      ],
      80,
    ),
  ).toEqual(["LABEL   ID", "日本語  1", "👩‍👩‍👧      22"]);
});

test("what does not fit gives way where it may, with an ellipsis; ids stay whole", () => {
  const id = "01a2314a-0705-772d-a652-aaded43f7207";
  const [, row = ""] = printed([{ label: "A rather long label of a token", id }], 50);
  expect(row).toBe(`A rather lo…  ${id}`);
  expect(row.length).toBe(50);
});

test("a program gets everything, with tabs between", () => {
  expect(printed([{ label: "A\tlabel\nof two", id: "1" }], undefined)).toEqual(["LABEL\tID", "A label of two\t1"]);
});
