import { expect, test } from "vitest";
import { NO_NAMES } from "./names";
import { tokenActivityMessage } from "./token-message";

const messageOf = (row: Parameters<typeof tokenActivityMessage>[0]) => tokenActivityMessage(row, NO_NAMES);

test("an edit tells each field before and after", () => {
  const { what, changes } = messageOf({
    type: "access_token.edited",
    before: { label: "CI", scopes: ["all"], expiration_date: null, purpose: "other", description: "" },
    after: {
      label: "Nightly",
      scopes: ["tokens:read", "deployments:write"],
      expiration_date: "2026-12-24T18:00:00.000Z",
      purpose: "ci_pipeline",
      description: "Runs at two",
    },
  });
  expect(what).toBe("Edited");
  expect(changes).toEqual([
    { field: "Label", before: { text: "CI" }, after: { text: "Nightly" } },
    { field: "Scopes", before: { text: "full access" }, after: { text: "tokens:read, deployments:write" } },
    { field: "Expires", before: { text: "never" }, after: { at: "2026-12-24T18:00:00.000Z" } },
    { field: "Purpose", before: { text: "Other" }, after: { text: "CI pipeline" } },
    { field: "Description", before: null, after: { text: "Runs at two" } },
  ]);
});

test("a revocation tells its reason", () => {
  const row = { type: "access_token.revoked", before: null, after: { revoke_kind: "by_owner", reason: "Laptop sold" } };
  expect(messageOf(row)).toEqual({ what: "Revoked", changes: [], reason: "Laptop sold" });
});

test("an activity and a field that this code does not know are told by their names", () => {
  expect(messageOf({ type: "access_token.secret_rotated", before: null, after: null }).what).toBe("Secret rotated");
  const row = { type: "access_token.edited", before: { colour: "red" }, after: { colour: "blue" } };
  expect(messageOf(row).changes).toEqual([{ field: "colour", before: { text: "red" }, after: { text: "blue" } }]);
});

test("what a token was limited to, and to whom it was given, is told by name as far as it is known", () => {
  const names = {
    limit: (limit: unknown) => (JSON.stringify(limit).includes("site") ? "Harbour › Site" : undefined),
    team: (id: string) => (id === "T" ? "Deployers" : undefined),
    application: () => undefined,
  };
  const row = {
    type: "access_token.edited",
    before: { limits: null, team: null, application: "A", acts_as: "admin" },
    after: {
      limits: [{ application: "site" }, { application: "gone" }],
      team: "T",
      application: null,
      acts_as: "member",
    },
  };
  expect(tokenActivityMessage(row, names).changes).toEqual([
    { field: "Access", before: { text: "everything" }, after: { text: "Harbour › Site, 1 you have no access to" } },
    { field: "Team", before: null, after: { text: "Deployers" } },
    { field: "Application", before: { text: "an application you have no access to" }, after: null },
    { field: "Acts as", before: { text: "admin" }, after: { text: "member" } },
  ]);
});

test("many limits are told by the first few and their number", () => {
  const limits = Array.from({ length: 9 }, (_, n) => ({ application: String(n) }));
  const names = { ...NO_NAMES, limit: (limit: unknown) => `Site ${Object(limit).application}` };
  const row = { type: "access_token.edited", before: { limits: [] }, after: { limits } };
  expect(tokenActivityMessage(row, names).changes).toEqual([
    {
      field: "Access",
      before: { text: "nothing" },
      after: { text: "Site 0, Site 1, Site 2, Site 3, Site 4, 4 more" },
    },
  ]);
});
