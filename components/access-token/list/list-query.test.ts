import { expect, test } from "vitest";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { isFiltered, listHref, nextOrder } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { tokenList } from "./list-query";
import { statusOf } from "./token-filters";

test("an address and the list it shows are one: what is read from it leads to it", () => {
  for (const query of [
    "",
    "?q=staging&status=expired&purpose=ci_pipeline&unused=90&attention=expires_soon&o=label&page=3",
    "?o=-last_used_at",
    "?organisation=0197a3e0-0000-7000-8000-000000000001&reach=limited",
    "?reach=everything",
    "?status=all",
  ]) {
    const href = `/account/access-tokens${query}`;
    const params = Object.fromEntries(new URL(href, "http://localhost").searchParams);
    const read = parseList(tokenList, params);
    expect(listHref(tokenList, LIST_PATH, read, { page: read.page })).toBe(href);
  }
});

test("what makes no sense in an address is as if it were not there", () => {
  const plain = parseList(tokenList, {});
  expect(plain).toEqual({
    search: "",
    status: "active",
    purpose: undefined,
    unused: undefined,
    attention: undefined,
    organisation: undefined,
    reach: undefined,
    order: { field: "created_at", descending: true },
    page: 1,
  });
  expect(
    parseList(tokenList, {
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
  expect(parseList(tokenList, { page: "1e3" }).page).toBe(1);
  expect(parseList(tokenList, { status: ["expired", "revoked"] }).status).toBe("expired");
});

test("the list is of active tokens, unless it says otherwise or asks for what needs attention", () => {
  const meant = (params: Record<string, string>) => statusOf(parseList(tokenList, params));
  expect(meant({})).toBe("active");
  expect(meant({ status: "all" })).toBeUndefined();
  expect(meant({ attention: "expired" })).toBeUndefined();
  expect(meant({ attention: "any", status: "revoked" })).toBe("revoked");
});

test("another filter or order begins at the first page", () => {
  const third = parseList(tokenList, { page: "3", q: "a" });
  expect(listHref(tokenList, LIST_PATH, third, { status: "revoked" })).toBe(
    "/account/access-tokens?q=a&status=revoked",
  );
  expect(listHref(tokenList, LIST_PATH, third, { page: 2 })).toBe("/account/access-tokens?q=a&page=2");
});

test("a column sorts in the direction one looks for first, then in the other, then not at all", () => {
  const newest = parseList(tokenList, {}).order;
  const byLabel = nextOrder(tokenList, newest, "label");
  expect(byLabel).toEqual({ field: "label", descending: false });
  expect(nextOrder(tokenList, byLabel, "label")).toEqual({ field: "label", descending: true });
  expect(nextOrder(tokenList, nextOrder(tokenList, byLabel, "label"), "label")).toEqual(newest);
  expect(nextOrder(tokenList, byLabel, "last_used_at")).toEqual({ field: "last_used_at", descending: true });
});

test("an order alone hides nothing", () => {
  expect(isFiltered(tokenList, parseList(tokenList, { o: "label", page: "2" }))).toBe(false);
  expect(isFiltered(tokenList, parseList(tokenList, { q: "x" }))).toBe(true);
  expect(isFiltered(tokenList, parseList(tokenList, { unused: "never" }))).toBe(true);
  expect(isFiltered(tokenList, parseList(tokenList, { reach: "limited" }))).toBe(true);
});
