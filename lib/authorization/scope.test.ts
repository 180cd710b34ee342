import { expect, test } from "vitest";
import { allowsScope, canonicalScopes, grantedScopes, SCOPES, scopesWithin } from "./scope";

test("write includes read of the same resource, and nothing else", () => {
  expect([...grantedScopes(["tokens:write"])].sort()).toEqual(["tokens:read", "tokens:write"]);
});

test("all is every scope but verify", () => {
  for (const scope of SCOPES) expect(allowsScope(["all"], scope)).toBe(scope !== "verify");
});

test.each(["tokens", "tokens:delete", "ALL", "", "__proto__", "constructor", "tokens:read ", "gone:write"])(
  "the unknown scope %j grants nothing",
  (scope) => {
    expect(grantedScopes([scope]).size).toBe(0);
    expect(allowsScope([scope], scope)).toBe(false);
  },
);

test.each([
  [["tokens:read"], ["tokens:write"], true],
  [["tokens:write"], ["tokens:read"], false],
  [["tokens:read", "deployments:read"], ["tokens:read"], false],
  [["all"], ["tokens:write"], false],
  [["tokens:write"], ["all"], true],
  [["verify"], ["all"], false],
  [["all", "verify"], ["all", "verify"], true],
  [["gone:write"], ["tokens:read"], true],
])("%j within %j: %s", (inner, outer, within) => {
  expect(scopesWithin(inner, outer)).toBe(within);
});

test("canonical scopes have no doubles, no read beside its write, and nothing beside all", () => {
  expect(canonicalScopes(["deployments:read", "tokens:read", "tokens:write", "tokens:read"])).toEqual([
    "tokens:write",
    "deployments:read",
  ]);
  expect(canonicalScopes(["tokens:read", "all"])).toEqual(["all"]);
});

test("canonical scopes grant what the given ones do", () => {
  for (const a of SCOPES) {
    for (const b of SCOPES) expect(grantedScopes(canonicalScopes([a, b]))).toEqual(grantedScopes([a, b]));
  }
});
