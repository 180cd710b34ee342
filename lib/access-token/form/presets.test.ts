import { expect, test } from "vitest";
import { isFullAccess, PERSONAL_SCOPES, skipsFreshProof } from "@/lib/authorization/scope";
import { PURPOSES } from "../purpose";
import { type AccessChoice, afterPurpose, isSuggested, presetOf, withSuggestion } from "./presets";

const NOTHING: AccessChoice = { access: undefined, ticked: new Set(), reach: undefined };
const CI = ["applications:read", "deployments:write"];

test.each(PURPOSES)("what is suggested for %s is narrow, exists, and needs no password", (purpose) => {
  const preset = presetOf(purpose);
  if (preset === undefined) return expect(purpose).toBe("other");
  expect(PERSONAL_SCOPES).toEqual(expect.arrayContaining([...preset.scopes]));
  expect(preset.scopes.length).toBeLessThan(4);
  expect(isFullAccess(preset.scopes) || skipsFreshProof(preset.scopes)).toBe(false);
  const suggested = withSuggestion(NOTHING, purpose);
  expect(suggested).toMatchObject({ access: "chosen", reach: "limited" });
  expect(isSuggested(suggested, purpose)).toBe(true);
});

test("a purpose fills in what nobody has chosen yet, never everything", () => {
  expect(afterPurpose(NOTHING, "other", "ci_pipeline")).toEqual({
    access: "chosen",
    ticked: new Set(CI),
    reach: "limited",
  });
  expect(afterPurpose(NOTHING, "ci_pipeline", "other")).toBe(NOTHING);
  expect(afterPurpose(NOTHING, "other", "toString")).toBe(NOTHING);
});

test("what somebody chose stays, whatever the purpose", () => {
  const full: AccessChoice = { access: "all", ticked: new Set(), reach: "everything" };
  expect(afterPurpose(full, "other", "ci_pipeline")).toEqual(full);
  const one: AccessChoice = { access: "chosen", ticked: new Set(["tokens:read"]), reach: undefined };
  expect(afterPurpose(one, "other", "ci_pipeline")).toEqual({ ...one, reach: "limited" });
  const none: AccessChoice = { access: "chosen", ticked: new Set(), reach: "everything" };
  expect(afterPurpose(none, "automation", "ci_pipeline")).toEqual(none);
});

test("another purpose takes the place of the suggestion before it, until that was changed", () => {
  const suggested = afterPurpose(NOTHING, "other", "ci_pipeline");
  expect(isSuggested(afterPurpose(suggested, "ci_pipeline", "automation"), "automation")).toBe(true);
  const changed = { ...suggested, ticked: new Set([...CI, "tokens:read"]) };
  expect(afterPurpose(changed, "ci_pipeline", "automation")).toEqual(changed);
  expect(isSuggested(changed, "ci_pipeline")).toBe(false);
});

test("verify is no part of a suggestion, and stays as it is ticked", () => {
  const verifies: AccessChoice = { ...NOTHING, ticked: new Set(["verify"]) };
  const suggested = afterPurpose(verifies, "other", "ci_pipeline");
  expect([...suggested.ticked]).toEqual([...CI, "verify"]);
  expect(isSuggested(suggested, "ci_pipeline")).toBe(true);
});
