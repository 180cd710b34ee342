import { expect, test } from "vitest";
import { allowsScope } from "@/lib/authorization/scope";
import { narrowScopes } from "./narrow-scopes";

test.each([
  { granted: ["all"], used: ["tokens:read"], left: ["tokens:read"] },
  { granted: ["all"], used: ["tokens:read", "tokens:write"], left: ["tokens:write"] },
  { granted: ["all", "verify"], used: ["verify"], left: ["verify"] },
  { granted: ["tokens:write", "deployments:read"], used: ["tokens:read"], left: ["tokens:read"] },
  { granted: ["deployments:write"], used: ["deployments:read"], left: ["deployments:read"] },
  {
    granted: ["tokens:read", "applications:read"],
    used: ["applications:read", "tokens:write"],
    left: ["applications:read"],
  },
])("$granted of which $used was used becomes $left", ({ granted, used, left }) => {
  expect(narrowScopes(granted, used)).toEqual({ status: "narrows", scopes: left });
  for (const scope of used) expect(allowsScope(left, scope)).toBe(allowsScope(granted, scope));
});

test.each([
  { granted: ["all"], used: [] },
  // Used once, taken away since: narrowing gives nothing back.
  { granted: ["tokens:read"], used: ["tokens:write"] },
  { granted: ["no-longer:known"], used: ["no-longer:known"] },
  // Endpoints that need no scope.
  { granted: ["all"], used: [""] },
])("$granted of which $used was used cannot be narrowed: a token has at least one scope", ({ granted, used }) => {
  expect(narrowScopes(granted, used)).toEqual({ status: "nothing_used" });
});

test.each([
  { granted: ["tokens:read"], used: ["tokens:read"] },
  { granted: ["tokens:write"], used: ["tokens:write"] },
  { granted: ["tokens:read", "no-longer:known"], used: ["tokens:read"] },
])("$granted of which $used was used is as narrow as can be", ({ granted, used }) => {
  expect(narrowScopes(granted, used)).toEqual({ status: "nothing_to_narrow" });
});
