import { expect, test } from "vitest";
import { PATH_FIELD, submittedHref } from "./submitted";

const SECRET = `lk_pat_${"a".repeat(36)}`;
const LIST = "/account/access-tokens";

function hrefOf(fields: Record<string, string>): string {
  return submittedHref(Object.entries(fields));
}

test("what was filled in becomes the address of the list", () => {
  expect(hrefOf({ [PATH_FIELD]: LIST, q: " Nightly build ", purpose: "other", unused: "" })).toBe(
    `${LIST}?q=Nightly+build&purpose=other`,
  );
  expect(hrefOf({ [PATH_FIELD]: LIST, q: "" })).toBe(LIST);
});

test.each([
  SECRET,
  `Basic ${btoa(`x:${SECRET}`)}`,
  `Bearer ${SECRET}`,
  SECRET.slice(0, 25),
  encodeURIComponent(SECRET.replaceAll("_", "%5F")),
])("a secret in any field is dropped, the rest stays: %s", (secret) => {
  const href = `${LIST}?purpose=other&secret_dropped=1`;
  expect(hrefOf({ [PATH_FIELD]: LIST, purpose: "other", q: secret })).toBe(href);
  expect(hrefOf({ [PATH_FIELD]: LIST, purpose: "other", [secret]: "x" })).toBe(href);
  expect(hrefOf({ [PATH_FIELD]: `/${secret}`, q: "x" })).toBe("/");
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", ""])("it never leads elsewhere: %s", (path) => {
  expect(hrefOf({ [PATH_FIELD]: path, q: "x" })).toBe("/");
});
