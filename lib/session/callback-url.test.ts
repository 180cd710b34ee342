import { expect, test } from "vitest";
import { safeCallbackUrl } from "./callback-url";

test.each([
  "/account/access-tokens",
  "/account/access-tokens?create=1&label=CI&expires_in=30d",
  "/organisations/acme#people",
  "/docs/errors?next=https://example.com",
  "/a%20b",
])("%s is ours", (path) => {
  expect(safeCallbackUrl(path, "/fallback")).toBe(path);
});

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/a/..//evil.example",
  "/./\\evil.example",
  "/.//evil.example",
  "https://evil.example",
  "https:/evil.example",
  "HTTPS://evil.example/",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "\t//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  " //evil.example",
  "/ /evil.example",
  "%2F%2Fevil.example",
  "evil.example",
  "@evil.example",
  "?x",
  "",
  "/login",
  "/login?callbackUrl=/",
  "/setup",
  "/api/auth/signout",
  "/é",
  "/\u0000",
  null,
  undefined,
  ["/account"],
])("%j is not", (value) => {
  expect(safeCallbackUrl(value, "/fallback")).toBe("/fallback");
});
