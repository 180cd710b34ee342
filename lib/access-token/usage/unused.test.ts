import { expect, test } from "vitest";
import { unusedFor } from "./unused";

const now = new Date("2026-11-24T12:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

test.each([
  { made: 0.99, used: null, expected: undefined },
  { made: 1, used: null, expected: "never" },
  { made: 400, used: null, expected: "never" },
  { made: 400, used: 29.99, expected: undefined },
  { made: 400, used: 30, expected: "30" },
  { made: 400, used: 89.99, expected: "30" },
  { made: 400, used: 90, expected: "90" },
  // A clock that is behind: used in the future is in use.
  { made: 1, used: -1, expected: undefined },
])("an active token made $made days ago and used $used days ago is called $expected", ({ made, used, expected }) => {
  const token = { created_at: ago(made), last_used_at: used === null ? null : ago(used) };
  expect(unusedFor({ ...token, status: "active" }, now)).toBe(expected);
  for (const status of ["expired", "revoked"] as const) expect(unusedFor({ ...token, status }, now)).toBeUndefined();
});
