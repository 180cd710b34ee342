import { describe, expect, test } from "vitest";
import { PERSONAL_SCOPES } from "./scope";
import { exceeds, expiresLater, FULL_STRENGTH, needsFreshProof, PLATFORM_STRENGTH, type Strength } from "./strength";

const now = new Date("2027-03-01T12:00:00.000Z");

describe("an expiration date", () => {
  test("never is later than any date, and nothing is later than never", () => {
    expect(expiresLater(null, now)).toBe(true);
    expect(expiresLater(now, null)).toBe(false);
    expect(expiresLater(null, null)).toBe(false);
    expect(expiresLater(now, now)).toBe(false);
  });
});

describe("a token is within another", () => {
  const organisation = { organisation_id: "o1", application_id: null, environment_id: null };
  const application = { organisation_id: "o1", application_id: "a1", environment_id: null };
  const environment = { organisation_id: "o1", application_id: "a1", environment_id: "e1" };
  const limited = (limits: Strength["limits"]): Strength => ({ ...FULL_STRENGTH, reach: "limited", limits });

  test.each([
    ["itself", FULL_STRENGTH, FULL_STRENGTH, []],
    ["more scopes", FULL_STRENGTH, { ...FULL_STRENGTH, scopes: ["tokens:write"] }, ["scopes"]],
    ["verify, which full access is without", PLATFORM_STRENGTH, FULL_STRENGTH, ["scopes"]],
    ["no expiration", FULL_STRENGTH, { ...FULL_STRENGTH, expires_at: now }, ["expiration_date"]],
    ["everything for a list", FULL_STRENGTH, limited([organisation]), ["limits"]],
    ["everything for nothing", FULL_STRENGTH, limited([]), ["limits"]],
    ["nothing", limited([]), limited([environment]), []],
    ["an environment of its application", limited([environment]), limited([application]), []],
    ["an application of its organisation", limited([application]), limited([organisation]), []],
    ["the application of an environment", limited([application]), limited([environment]), ["limits"]],
    ["the organisation of an application", limited([organisation]), limited([application]), ["limits"]],
    [
      "any network for one",
      FULL_STRENGTH,
      { ...FULL_STRENGTH, allowed_networks: ["10.0.0.0/8"] },
      ["allowed_networks"],
    ],
    ["to rotate itself", FULL_STRENGTH, { ...FULL_STRENGTH, may_rotate_itself: false }, ["may_rotate_itself"]],
  ])("%s", (_what, inner, outer, fields) => {
    expect(exceeds(inner, outer)).toEqual(fields);
  });
});

describe("a fresh proof", () => {
  const soon = new Date("2027-01-01T00:00:00Z");
  test.each([
    [["all"], soon, true],
    [["organisations:write"], soon, true],
    [PERSONAL_SCOPES.filter((scope) => scope.endsWith(":write")), soon, true],
    [["applications:write"], soon, true],
    [["environment-variables:write"], soon, true],
    [["tokens:write", "deployments:write", "applications:read", "environment-variables:read"], soon, false],
    [["organisations:read"], soon, false],
    [["organisations:read"], null, true],
    [["verify"], soon, true],
  ])("for %j until %o is asked for: %s", (scopes, expiresAt, isAsked) => {
    expect(needsFreshProof({ scopes, expires_at: expiresAt })).toBe(isAsked);
  });
});
