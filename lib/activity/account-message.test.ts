import { expect, test } from "vitest";
import { accountActivityMessage } from "./account-message";
import { NO_NAMES } from "./names";

const words = (type: string, after: Record<string, string | number | null> | null = null) =>
  accountActivityMessage({ type, before: null, after }, NO_NAMES);

test.each([
  ["user.signed_in", { method: "password" }, "Signed in", "with the password"],
  ["user.sign_in_refused", null, "Sign-in denied", null],
  ["user.password_changed", { ended_sessions: 4 }, "Password changed", "4 other sessions ended"],
  ["user.proof_refused", null, "Confirmation denied: wrong password", null],
  ["user.password_change_refused", null, "Password change denied: wrong password", null],
  ["user.activity_exported", { format: "csv", rows: 1 }, "Activity exported", "1 row as CSV"],
  ["access_token.created", null, "Token created", null],
  [
    "access_token.rotated",
    { overlap_seconds: 86_400 },
    "Token rotated: new secret waiting for first use",
    "the old one then works for 1 day",
  ],
  [
    "access_token.rotated",
    { overlap_seconds: 0 },
    "Token rotated: new secret waiting for first use",
    "the old one then ends immediately",
  ],
  ["access_token.revoked", { revoke_kind: "leaked" }, "Token revoked", "leaked, permanent"],
  ["access_token.revoked", { revoke_kind: "by_owner" }, "Token revoked", null],
  ["access_token.overlap_ended", null, "Overlap ended", null],
  [
    "access_token.refused",
    { reason: "token_expired", scope: null, route: "GET /iam/v3/me/" },
    "Request denied: the token had expired",
    "GET /iam/v3/me/",
  ],
  [
    "access_token.refused",
    { reason: "insufficient_scope", scope: "deployments:write", route: "POST (unknown path)" },
    "Request denied: a scope was missing (deployments:write)",
    "POST (unknown path)",
  ],
  ["access_token.refused", { reason: "made_up_later" }, "Request denied: made up later", null],
  ["user.passkey_added", null, "User passkey added", null],
] as const)("%s %o is told in words", (type, after, what, detail) => {
  expect(words(type, after)).toMatchObject({ what, detail });
});

test("an edited profile tells each field before and after", () => {
  const row = {
    type: "user.profile_edited",
    before: { first_name: "Mira", single_key_shortcuts: true },
    after: { first_name: "Mirabel", single_key_shortcuts: false },
  };
  expect(accountActivityMessage(row, NO_NAMES).changes).toEqual([
    { field: "First name", before: { text: "Mira" }, after: { text: "Mirabel" } },
    { field: "Single-key shortcuts", before: { text: "On" }, after: { text: "Off" } },
  ]);
});
