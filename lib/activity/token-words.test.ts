import { expect, test } from "vitest";
import { tokenActivityWords } from "./token-words";

test("an edit tells each field before and after", () => {
  const { what, changes } = tokenActivityWords({
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
  expect(tokenActivityWords(row)).toEqual({ what: "Revoked", changes: [], reason: "Laptop sold" });
});

test("an activity and a field that this code does not know are told by their names", () => {
  expect(tokenActivityWords({ type: "access_token.secret_rotated", before: null, after: null }).what).toBe(
    "Secret rotated",
  );
  const row = { type: "access_token.edited", before: { colour: "red" }, after: { colour: "blue" } };
  expect(tokenActivityWords(row).changes).toEqual([
    { field: "colour", before: { text: "red" }, after: { text: "blue" } },
  ]);
});
