import { expect, test } from "vitest";
import { NO_NAMES } from "@/lib/activity/names";
import { ORGANISATION_ACTIVITY_KINDS, organisationKindOf } from "./kind";
import { organisationActivityMessage } from "./message";

type Json = Record<string, string | number | boolean | null | string[]> | null;
const words = (type: string, before: Json, after: Json) =>
  organisationActivityMessage({ type, before, after, organisation_id: "here" }, NO_NAMES);

test.each([
  ["membership.created", null, { role: "guest" }, "Joined the organisation", "as guest"],
  ["invitation.created", null, { role: "admin", email: "a@b.example" }, "Invited", "as admin"],
  ["team.edited", { members: ["a", "b"] }, { members: ["b", "c"] }, "Team changed", "c added; a removed"],
  [
    "application.transferred",
    { organisation: "here" },
    { organisation: "there" },
    "Application transferred",
    "to another organisation",
  ],
  [
    "application.transferred",
    { organisation: "there" },
    { organisation: "here" },
    "Application transferred",
    "from another organisation",
  ],
  [
    "environment_variable.edited",
    { is_sensitive: true },
    { is_sensitive: true, value_changed: true },
    "Variable changed",
    "a new value",
  ],
  ["deployment.requested", null, null, "Deployment requested", null],
  ["deployment.ended", { status: "running" }, { status: "failed" }, "Deployment ended", "failed"],
  [
    "token_sweep.finished",
    null,
    { withdrawn: 3, revoked: 1, failed: 0 },
    "Bulk withdrawal finished",
    "3 withdrawn, 1 revoked",
  ],
  ["access_token.created", null, null, "Token created", null],
  ["environment_variable.revealed", null, null, "Variable revealed", null],
  [
    "organisation.tokens_exported",
    null,
    { format: "ndjson", rows: 12 },
    "List of access tokens exported",
    "12 rows as NDJSON",
  ],
  ["policy.dry_run_exported", null, { format: "csv", rows: 0 }, "Policy dry run exported", "0 rows as CSV"],
  ["token_sweep.report_exported", null, { format: "csv" }, "Bulk withdrawal report exported", "as CSV"],
  ["report.signing_key_rotated", null, null, "Report signing key rotated", null],
  ["webhook.edited", {}, { path_changed: true }, "Webhook changed", "another URL on the same host"],
  ["webhook.delivery_replayed", null, { event: "token.leaked" }, "Webhook delivery sent again", "token.leaked"],
] as const)("%s %o → %o is told in words", (type, before, after, what, detail) => {
  expect(words(type, before as Json, after as Json)).toMatchObject({ what, detail });
});

test("only what differs is told as a change", () => {
  const before = { longest_lifetime_seconds: null, purpose_required: false, allowed_networks: null };
  const after = { longest_lifetime_seconds: 2_592_000, purpose_required: false, allowed_networks: ["192.0.2.0/24"] };
  expect(words("policy.enforced", before, after).changes).toEqual([
    { field: "Longest lifetime", before: { text: "any" }, after: { text: "30 days" } },
    { field: "Networks", before: { text: "any" }, after: { text: "192.0.2.0/24" } },
  ]);
  expect(words("deployment.ended", { status: "running" }, { status: "failed" }).changes).toEqual([]);
  expect(words("membership.role_changed", { role: "member" }, { role: "admin" }).changes).toEqual([
    { field: "Role", before: { text: "member" }, after: { text: "admin" } },
  ]);
});

test.each([
  ["membership.left", "people"],
  ["team.created", "people"],
  ["application.created", "applications"],
  ["environment_variable.edited", "applications"],
  ["deployment.ended", "applications"],
  ["access_token.refused", "refusals"],
  ["access_token.something_new", "tokens"],
  ["token_sweep.started", "tokens"],
  ["policy.enforced", "policy"],
  ["organisation.renamed", "organisation"],
  ["webhook.created", "organisation"],
])("%s is of the kind %s and no other", (type, kind) => {
  expect(organisationKindOf(type)).toBe(kind);
  expect(ORGANISATION_ACTIVITY_KINDS.map(({ kind: each }) => each)).toContain(kind);
});
