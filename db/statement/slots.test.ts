import { expect, test } from "vitest";
import { flattened, isStandIn, standIns } from "./slots";

const given = {
  userId: "mira",
  missing: undefined,
  organisations: [
    { id: "agency", teamIds: null },
    { id: "studio", teamIds: ["web", "data"] },
  ],
  within: { limited: true, expiresAt: new Date(5), blockedIn: [], scopes: ["a"] },
  limit: 10,
};

test("values come in the order of their stand-ins, and decide nothing about the shape", () => {
  const { shape, values } = flattened(given);
  expect(values).toEqual(["mira", "agency", "studio", ["web", "data"], new Date(5), ["a"], 10]);
  const standing = standIns(given);
  expect(standing.places).toEqual([
    standing.given.userId,
    standing.given.organisations[0]?.id,
    standing.given.organisations[1]?.id,
    standing.given.organisations[1]?.teamIds,
    standing.given.within.expiresAt,
    standing.given.within.scopes,
    standing.given.limit,
  ]);
  expect(standing.places[3]).toBe(standing.given.organisations[1]?.teamIds);
  expect(standing.given.within).toMatchObject({ limited: true, blockedIn: [] });
  expect(standing.given.missing).toBeUndefined();
  const others = { ...given, userId: "owen", limit: 3, within: { ...given.within, expiresAt: new Date(9) } };
  expect(flattened(others).shape).toBe(shape);
});

test.each([
  ["a value that is missing", { ...given, userId: undefined }],
  ["one that is there", { ...given, missing: "there" }],
  ["one more of something", { ...given, organisations: [...given.organisations, { id: "third", teamIds: null }] }],
  ["a list that is not there", { ...given, organisations: [given.organisations[0], { id: "studio", teamIds: null }] }],
  ["an empty list", { ...given, within: { ...given.within, scopes: [] } }],
  ["what is true or false", { ...given, within: { ...given.within, limited: false } }],
  ["an empty text in place of none", { ...given, missing: "" }],
])("%s makes another shape", (_what, other) => {
  expect(flattened(other).shape).not.toBe(flattened(given).shape);
});

test("a copy of a list that stands in for one is known as such", () => {
  const { scopes } = standIns(given).given.within;
  expect([...scopes].some((one) => typeof one === "symbol") && isStandIn([...scopes])).toBe(true);
  expect(isStandIn(["a"])).toBe(false);
});
