import { expect, test } from "vitest";
import { brokenPromises } from "./print";

const kept = { lastAllowed: 1_900, slowestRefusal: 2_700, slowestLater: 900, refusals: 30, back: 400, others: [] };

test.each([
  [{}, []],
  [{ lastAllowed: 2_001 }, ["was let in for too long"]],
  [{ slowestLater: 1_001 }, ["waited for too long"]],
  [{ slowestRefusal: 3_001 }, ["waited for too long"]],
  [{ refusals: 0 }, ["was never told to come later"]],
  [{ back: Number.POSITIVE_INFINITY }, ["was back too late"]],
  [{ others: [401, 500, 401] }, ["was answered 401, 500"]],
])("an outage with %j: %j", (given, broken) => {
  expect(brokenPromises({ ...kept, ...given })).toEqual(broken);
});
