import { expect, test } from "vitest";
import { listHref, parseListQuery } from "./query";

const PATH = "/organisations/harbour/applications";

test("an address that makes no sense opens the list as it is without", () => {
  for (const params of [{ o: "secret" }, { page: "0" }, { page: "-1" }, { page: "x" }, { o: ["", "name"] }]) {
    expect(listHref(PATH, parseListQuery(params), {})).toBe(PATH);
  }
});

test("what an address says comes back as the same address", () => {
  const query = parseListQuery({ q: " regatta ", o: "-created_at", page: "3" });
  expect(listHref(PATH, query, { page: query.page })).toBe(`${PATH}?q=regatta&o=-created_at&page=3`);
});

test("another order leads to the first page", () => {
  const query = parseListQuery({ q: "a", page: "3" });
  expect(listHref(PATH, query, { order: { field: "name", descending: true } })).toBe(`${PATH}?q=a&o=-name`);
});

test("a search with what no text column takes is harmless", () => {
  expect(parseListQuery({ q: "a\0b\ud800" }).search).toBe("ab\ufffd");
});
