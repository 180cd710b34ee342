import { describe, expect, test } from "vitest";
import type { Application, Environment, Organisation, Token } from "../client/types";
import { applicationColumns, environmentColumns, organisationColumns } from "../commands/places";
import { tokenColumns } from "../commands/token/list";
import type { Output } from "./output";
import { type Column, printTable } from "./table";

type Row = { label: string; id: string };
const columns: Column<Row>[] = [
  { title: "LABEL", of: ({ label }) => label, gives: true },
  { title: "ID", of: ({ id }) => id },
];

const printed = (rows: Row[], width: number | undefined) => printedBy(columns, rows, width);

function printedBy<Any>(columns: readonly Column<Any>[], rows: readonly Any[], width: number | undefined): string[] {
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

test("where a row does not fit, its cells stand below each other, and an empty one nowhere", () => {
  const rows = [
    { label: "Backup", id: "01a2314a-0705-772d-a652-aaded43f7207" },
    { label: "", id: "1" },
  ];
  expect(printed(rows, 40)).toEqual(["LABEL  Backup", rows[0]?.id, "", "ID     1"]);
});

test("a program gets everything, with tabs between", () => {
  expect(printed([{ label: "A\tlabel\nof two", id: "1" }], undefined)).toEqual(["LABEL\tID", "A label of two\t1"]);
});

describe("at 80 columns no line is wrapped and ids are whole: what matters least is left out", () => {
  const id = "01a2314a-0705-772d-a652-aaded43f7207";
  const now = new Date("2027-03-01T12:00:00.000Z");
  const long = "a-name-of-some-length-that-nobody-would-type-twice-in-a-day";
  const token = {
    uuid: id,
    label: long,
    status: "active",
    purpose: "local_development",
    last_used_at: "2027-03-01T11:19:00.000Z",
    expiration_date: "2028-02-10T12:00:00.000Z",
    rotation: { pending: {}, retiring: null, retires_at: null },
  } as Token;
  const place = { uuid: id, name: long, slug: long, branch: long, organisation: id, application: id, role: "member" };
  const printedAt = {
    tokens: (width: number) => printedBy(tokenColumns(now), [token], width),
    organisations: (width: number) => printedBy(organisationColumns, [place as unknown as Organisation], width),
    applications: (width: number) =>
      printedBy(applicationColumns(now), [{ ...place, created_at: "2026-04-01T11:00:00.000Z" } as Application], width),
    environments: (width: number) => printedBy(environmentColumns, [place as unknown as Environment], width),
  };

  test.each([
    ["tokens", "LABEL STATUS EXPIRES ID"],
    ["organisations", "NAME SLUG ROLE ID"],
    ["applications", "NAME SLUG ID"],
    ["environments", "SLUG BRANCH ID"],
  ] as const)("%s", (of, titles) => {
    const [head = "", row = ""] = printedAt[of](80);
    expect(head.split(/ {2,}/).join(" ")).toBe(titles);
    expect(Math.max(head.length, row.length)).toBeLessThanOrEqual(80);
    expect(row).toContain(id);
  });

  test.each(["tokens", "organisations", "applications", "environments"] as const)(
    "at 40, a row of %s is several lines, and every id still whole",
    (of) => {
      const lines = printedAt[of](40);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(40);
      expect(lines.filter((line) => line === id)).toHaveLength(1);
      expect(lines.some((line) => /^(LABEL|NAME|SLUG) +a-name-of-some/.test(line))).toBe(true);
    },
  );

  test("where there is room, everything is there", () => {
    expect(printedAt.tokens(200)[0]?.split(/ {2,}/)).toEqual(tokenColumns(now).map(({ title }) => title));
    expect(printedAt.tokens(120)[0]).not.toContain("PURPOSE");
    expect(printedAt.tokens(120)[0]).toContain("LAST USED");
  });
});
