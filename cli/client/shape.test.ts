import { expect, test } from "vitest";
import { isAnswerTo } from "./shape";

const ID = "01a232c0-f27c-7738-b433-58a87a5ccb6a";

test.each([
  ["POST", "/iam/v3/access-tokens/leaked/", { message: "Thank you." }],
  ["POST", "/apps/v3/environment-variables/", { uuid: ID }],
  ["PATCH", `/apps/v3/environment-variables/${ID}/`, { uuid: ID }],
  ["PATCH", `/iam/v3/access-tokens/${ID}/`, { uuid: ID, label: "CI", status: "active" }],
])("what another program answers to %s %s is no success", (method, path, answer) => {
  expect(isAnswerTo(method, path, answer)).toBe(true);
  for (const other of [{}, { status: "ok" }, [], null, "ok"]) expect(isAnswerTo(method, path, other)).toBe(false);
});

test("what is read as it comes is left alone", () => {
  expect(isAnswerTo("GET", "/apps/v3/anything/", {})).toBe(true);
});
