import { expect, test } from "vitest";
import { type List, withoutControls } from "./definition";
import { isFiltered, lastPageHref, listHref, withoutFilters } from "./href";
import { parseList } from "./parse";

const BOATS = {
  name: "boats",
  noun: { one: "boat", many: "boats" },
  search: { label: "Search boats", placeholder: "Name" },
  filters: {
    state: {
      kind: "choice",
      stays: true,
      usual: "afloat",
      options: [
        { value: "afloat", words: "Afloat" },
        { value: "ashore", words: "Ashore" },
      ],
    },
    berth: { kind: "pattern", pattern: "[a-c]:\\d+", label: "Filter by berth", every: "Any berth" },
    season: { kind: "choice", options: [{ value: "days", words: "Days" }], label: "Season", every: "All year" },
    from: { kind: "day", label: "From day", only: { season: "days" } },
  },
  sort: { fields: ["name", "length"], usual: { field: "name", descending: false }, choices: [] },
  pages: 10,
} as const satisfies List;

const href = (params: Record<string, string>) => listHref(BOATS, "/boats", parseList(BOATS, params));

test("each filter takes what it knows, and leaves the rest of an address alone", () => {
  expect(href({ berth: "B:12", state: "ashore" })).toBe("/boats?state=ashore&berth=B%3A12");
  for (const berth of ["d:12", "a:12\n", "xa:12", "a:12 or true"]) expect(href({ berth })).toBe("/boats");
  for (const from of ["2026-02-31", "2026-2-1", "soon"])
    expect(href({ season: "days", from })).toBe("/boats?season=days");
});

test("a filter that means something only beside another is left out with it", () => {
  expect(href({ season: "days", from: "2026-06-01" })).toBe("/boats?season=days&from=2026-06-01");
  expect(isFiltered(BOATS, parseList(BOATS, { from: "2026-06-01" }))).toBe(false);
  const query = parseList(BOATS, { season: "days", from: "2026-06-01" });
  expect(listHref(BOATS, "/boats", query, { season: undefined })).toBe("/boats");
});

test("a search that looks like a secret is not made, and does not get into a link", () => {
  const secret = `latchkey_pat_${"a1".repeat(18)}`;
  const query = parseList(BOATS, { q: `token ${secret}`, state: "ashore" });
  expect(query.search).toBe("");
  expect(listHref(BOATS, "/boats", query)).toBe("/boats?state=ashore");
});

test("a page beyond the end leads to the last one, with all that was asked for", () => {
  const query = parseList(BOATS, { page: "99", q: "tern", o: "-length" });
  expect(lastPageHref(BOATS, "/boats", query, 25)).toBe("/boats?q=tern&o=-length&page=3");
  expect(lastPageHref(BOATS, "/boats", query, 0)).toBe("/boats?q=tern&o=-length");
  expect(lastPageHref(BOATS, "/boats", parseList(BOATS, { page: "3" }), 25)).toBeUndefined();
});

test("without its filters a list keeps its order and its view", () => {
  const query = parseList(BOATS, { q: "tern", berth: "a:1", season: "days", state: "ashore", o: "length", page: "2" });
  expect(isFiltered(BOATS, query)).toBe(true);
  expect(listHref(BOATS, "/boats", query, withoutFilters(BOATS))).toBe("/boats?state=ashore&o=length");
  expect(isFiltered(BOATS, parseList(BOATS, { state: "ashore", o: "length", page: "2" }))).toBe(false);
});

test("of a filter that a reader cannot choose no words are told, and an address may say it", () => {
  const list = withoutControls(BOATS, ["berth"]);
  expect(JSON.stringify(list)).not.toMatch(/Filter by berth|Any berth/);
  expect(JSON.stringify(list)).toContain("From day");
  expect(parseList(list, { berth: "a:1" }).berth).toBe("a:1");
});
