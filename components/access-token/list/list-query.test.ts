import { expect, test } from "vitest";
import { isFiltered, listHref, nextOrder, parseListQuery } from "./list-query";

test("an address and the list it shows are one: what is read from it leads to it", () => {
  for (const query of [
    "",
    "?q=staging&status=expired&purpose=ci_pipeline&unused=90&attention=expires_soon&o=label&page=3",
    "?o=-last_used_at",
    "?organisation=0197a3e0-0000-7000-8000-000000000001&reach=limited",
    "?reach=everything",
  ]) {
    const href = `/account/access-tokens${query}`;
    const params = Object.fromEntries(new URL(href, "http://localhost").searchParams);
    const read = parseListQuery(params);
    expect(listHref(read, { page: read.page })).toBe(href);
  }
});

test("what makes no sense in an address is as if it were not there", () => {
  const plain = parseListQuery({});
  expect(plain).toEqual({
    search: "",
    status: undefined,
    purpose: undefined,
    unused: undefined,
    attention: undefined,
    organisation: undefined,
    reach: undefined,
    order: { field: "created_at", descending: true },
    page: 1,
  });
  expect(
    parseListQuery({
      status: "dead",
      purpose: "toString",
      unused: "31",
      attention: "boredom",
      organisation: "harbour' or true",
      reach: "all",
      o: "secret",
      page: "-1",
      q: "\0",
    }),
  ).toEqual(plain);
  expect(parseListQuery({ page: "1e3" }).page).toBe(1);
  expect(parseListQuery({ status: ["active", "revoked"] }).status).toBe("active");
});

test("another filter or order begins at the first page", () => {
  const third = parseListQuery({ page: "3", q: "a" });
  expect(listHref(third, { status: "revoked" })).toBe("/account/access-tokens?q=a&status=revoked");
  expect(listHref(third, { page: 2 })).toBe("/account/access-tokens?q=a&page=2");
});

test("a column sorts in the direction one looks for first, then in the other, then not at all", () => {
  const newest = parseListQuery({}).order;
  const byLabel = nextOrder(newest, "label");
  expect(byLabel).toEqual({ field: "label", descending: false });
  expect(nextOrder(byLabel, "label")).toEqual({ field: "label", descending: true });
  expect(nextOrder(nextOrder(byLabel, "label"), "label")).toEqual(newest);
  expect(nextOrder(byLabel, "last_used_at")).toEqual({ field: "last_used_at", descending: true });
});

test("an order alone hides nothing", () => {
  expect(isFiltered(parseListQuery({ o: "label", page: "2" }))).toBe(false);
  expect(isFiltered(parseListQuery({ q: "x" }))).toBe(true);
  expect(isFiltered(parseListQuery({ unused: "never" }))).toBe(true);
  expect(isFiltered(parseListQuery({ reach: "limited" }))).toBe(true);
});
