import { expect, test } from "vitest";
import { extendChoices } from "./extend-choices";

const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const until = (retiresAt: string, latest: string) =>
  extendChoices(at(retiresAt), at(latest)).map((choice) => choice.at.toISOString().slice(8, 16));

test("every choice is later than the present end, and none later than the last possible moment", () => {
  expect(until("02T12:00", "08T12:00")).toEqual(["02T13:00", "03T12:00", "05T12:00", "08T12:00"]);
  expect(until("07T20:00", "08T12:00")).toEqual(["07T21:00", "08T12:00"]);
  expect(until("08T11:30", "08T12:00")).toEqual(["08T12:00"]);
});

test("a choice that is the last possible moment is offered once", () => {
  expect(until("07T12:00", "08T12:00")).toEqual(["07T13:00", "08T12:00"]);
});

test("an overlap that lasts as long as it can has no choice left", () => {
  expect(until("08T12:00", "08T12:00")).toEqual([]);
});
