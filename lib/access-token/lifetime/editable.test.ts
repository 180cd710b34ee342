import { expect, test } from "vitest";
import { isEditable } from "./editable";

const NOW = new Date("2026-06-30T12:00:00Z");

test("a token can be edited while it is active, and for 30 days after it expired", () => {
  const expired = (at: string) => isEditable({ status: "expired", expiration_date: at }, NOW);
  expect(isEditable({ status: "active", expiration_date: null }, NOW)).toBe(true);
  expect(expired("2026-06-30T11:59:59Z")).toBe(true);
  expect(expired("2026-05-31T12:00:00Z")).toBe(true);
  expect(expired("2026-05-31T11:59:59Z")).toBe(false);
  expect(isEditable({ status: "revoked", expiration_date: null }, NOW)).toBe(false);
});
