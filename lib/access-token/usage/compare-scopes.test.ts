import { expect, test } from "vitest";
import { compareScopes } from "./compare-scopes";

const use = (scope: string) => ({ scope, requests: 3, last_day: "2026-11-24" });
const said = (granted: string[], used: string[]) =>
  compareScopes(granted, used.map(use)).map(
    ({ scope, granted: has, use: did }) => `${scope}${has ? "" : " (implied)"}${did ? " used" : ""}`,
  );

test.each([
  { granted: ["all"], used: [], rows: ["all"] },
  {
    granted: ["all"],
    used: ["deployments:write", "tokens:read"],
    rows: ["all", "tokens:read (implied) used", "deployments:write (implied) used"],
  },
  {
    granted: ["deployments:write"],
    used: ["deployments:read"],
    rows: ["deployments:read (implied) used", "deployments:write"],
  },
  { granted: ["tokens:read"], used: ["tokens:write", "tokens:read"], rows: ["tokens:read used"] },
  { granted: ["no-longer:known", "tokens:read"], used: [], rows: ["tokens:read", "no-longer:known"] },
])("$granted beside the use of $used is $rows", ({ granted, used, rows }) => {
  expect(said(granted, used)).toEqual(rows);
});
