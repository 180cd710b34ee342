import { expect, test } from "vitest";
import { listHref } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { applicationList } from "./query";

const PATH = "/organisations/harbour/applications";

test("an address that makes no sense opens the list as it is without", () => {
  for (const params of [{ o: "secret" }, { page: "0" }, { page: "-1" }, { page: "x" }, { o: ["", "name"] }]) {
    expect(listHref(applicationList, PATH, parseList(applicationList, params))).toBe(PATH);
  }
});

test("what an address says comes back as the same address", () => {
  const query = parseList(applicationList, { q: " regatta ", o: "-created_at", page: "3" });
  expect(listHref(applicationList, PATH, query, { page: query.page })).toBe(`${PATH}?q=regatta&o=-created_at&page=3`);
});

test("another order leads to the first page", () => {
  const query = parseList(applicationList, { q: "a", page: "3" });
  expect(listHref(applicationList, PATH, query, { order: { field: "name", descending: true } })).toBe(
    `${PATH}?q=a&o=-name`,
  );
});

test("a search with what no text column takes is harmless", () => {
  expect(parseList(applicationList, { q: "a\0b\ud800" }).search).toBe("ab\ufffd");
});
