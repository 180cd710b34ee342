import { expect, test } from "vitest";
import { parseBulkWithdrawalQuery, resolveBulkWithdrawal } from "./query";

const NOW = new Date("2026-06-30T12:00:00Z");

test("the moment is that of the person's own clocks, also where they were turned", () => {
  const at = (before: string) =>
    resolveBulkWithdrawal(parseBulkWithdrawalQuery({ before, personal: "1" }), "Europe/Zurich", NOW);
  expect(at("2026-06-30T13:59")).toEqual({ status: "ready", madeBefore: new Date("2026-06-30T11:59:00Z") });
  expect(at("2026-03-29T02:30")).toEqual({ status: "ready", madeBefore: new Date("2026-03-29T01:30:00Z") });
  expect(at("2026-06-30T14:01")).toMatchObject({ status: "invalid", field: "before" });
  expect(at("2026-02-31T10:00")).toMatchObject({ status: "invalid", field: "before" });
});

test("personal tokens are meant at first, and none where both are unticked", () => {
  expect(parseBulkWithdrawalQuery({})).toEqual({ before: "", personal: true, organisation: false });
  expect(resolveBulkWithdrawal(parseBulkWithdrawalQuery({ before: "2026-06-01T00:00" }), "UTC", NOW)).toMatchObject({
    status: "invalid",
    field: "kinds",
  });
});
