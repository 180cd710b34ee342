import type { Row } from "@/db/database";
import { duration } from "@/lib/time/relative";
import { type ActivityNames, limitsLabel } from "./names";
import { type ChangeMessage, tokenActivityMessage } from "./token-message";

/** A row of an account's activity in words. `what` is a sentence without its full stop; the target's label is not in it. */
export type AccountActivityMessage = {
  what: string;
  changes: ChangeMessage[];
  reason: string | null;
  detail: string | null;
};

const WHAT: Record<string, string> = {
  "user.signed_in": "Signed in",
  "user.sign_in_refused": "Sign-in denied",
  "user.proof_refused": "Confirmation denied: wrong password",
  "user.password_change_refused": "Password change denied: wrong password",
  "user.activity_exported": "Activity exported",
  "user.signed_up": "Signed up",
  "user.created": "Account created",
  "user.deactivated": "Account deactivated",
  "user.reactivated": "Account reactivated",
  "user.profile_edited": "Profile edited",
  "user.password_changed": "Password changed",
  "user.password_reset_requested": "Password reset requested",
  "user.password_reset": "Password reset",
  "user.address_proof_requested": "E-mail confirmation requested",
  "user.address_proved": "E-mail address confirmed",
  "session.ended": "Signed out",
  "session.ended_elsewhere": "Signed out elsewhere",
  "device_login.allowed": "Command line login allowed",
  "device_login.refused": "Command line login denied",
  "membership.created": "Joined an organisation",
  "membership.role_changed": "Role in an organisation changed",
  "membership.removed": "Removed from an organisation",
  "membership.left": "Left an organisation",
  "organisation.created": "Organisation created",
};

const WITH_CHANGES = ["user.profile_edited", "membership.role_changed"];

const METHODS: Record<string, string> = { password: "with the password", oidc: "through the identity provider" };

export function accountActivityMessage(
  row: Pick<Row<"activity">, "type" | "before" | "after">,
  names: ActivityNames,
): AccountActivityMessage {
  const after = asObject(row.after);
  if (row.type === "access_token.refused") return { ...tokenActivityMessage(row, names), detail: textOf(after.route) };
  if (row.type.startsWith("access_token.")) {
    const words = tokenActivityMessage(row, names);
    return { ...words, what: tokenSentence(words.what), detail: tokenDetail(row.type, after, names) };
  }
  const method = typeof after.method === "string" ? (METHODS[after.method] ?? null) : null;
  return {
    what: WHAT[row.type] ?? sentence(row.type),
    changes: WITH_CHANGES.includes(row.type) ? changesOf(asObject(row.before), after) : [],
    reason: null,
    detail: method ?? provedMessage(row.type, after) ?? endedMessage(after) ?? exportMessage(after),
  };
}

// "Created" of a token reads "Token created" among other things; "Overlap ended" says so itself.
function tokenSentence(what: string): string {
  return /^(Created|Edited|Rotated|Revoked)\b/.test(what)
    ? `Token ${what.charAt(0).toLowerCase()}${what.slice(1)}`
    : what;
}

const REVOKE_KINDS: Record<string, string> = { leaked: "leaked, permanent", by_administrator: "by an admin" };

function tokenDetail(type: string, after: Record<string, unknown>, names: ActivityNames): string | null {
  if (type === "access_token.created") {
    return Array.isArray(after.limits) ? `limited to ${limitsLabel(after.limits, names)}` : null;
  }
  if (type === "access_token.revoked") return REVOKE_KINDS[textOf(after.revoke_kind) ?? ""] ?? null;
  const { overlap_seconds: overlap } = after;
  if (type !== "access_token.rotated" || typeof overlap !== "number") return null;
  return overlap === 0 ? "the old one then ends immediately" : `the old one then works for ${duration(overlap)}`;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function endedMessage(after: Record<string, unknown>): string | null {
  const ended = after.ended_sessions;
  if (typeof ended !== "number" || ended === 0) return null;
  return ended === 1 ? "one other session ended" : `${ended} other sessions ended`;
}

function provedMessage(type: string, after: Record<string, unknown>): string | null {
  if (type !== "user.address_proved" || typeof after.revoked_tokens !== "number") return null;
  const count = (number: unknown, one: string) => (number === 1 ? `1 ${one}` : `${Number(number)} ${one}s`);
  const ended = [
    count(after.ended_sessions, "session"),
    count(after.revoked_tokens, "access token"),
    count(after.disconnected_identities, "connected account"),
    ...(Number(after.ended_organisation_tokens ?? 0) > 0
      ? [`the use of ${count(after.ended_organisation_tokens, "organisation token")}`]
      : []),
  ];
  return `for the first time: ended ${new Intl.ListFormat("en-GB").format(ended)}`;
}

/** `{format: "csv", rows: 12}` reads "12 rows as CSV". */
export function exportMessage({ format, rows }: Record<string, unknown>): string | null {
  if (typeof format !== "string") return null;
  const as = `as ${format.toUpperCase()}`;
  return typeof rows === "number" ? `${rows === 1 ? "1 row" : `${rows} rows`} ${as}` : as;
}

const FIELDS: Record<string, string> = {
  first_name: "First name",
  last_name: "Last name",
  timezone: "Time zone",
  single_key_shortcuts: "Single-key shortcuts",
  role: "Role",
};

function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): ChangeMessage[] {
  const words = (value: unknown) => {
    if (typeof value === "boolean") return { text: value ? "On" : "Off" };
    return typeof value === "string" && value !== "" ? { text: value } : null;
  };
  return Object.keys(after).map((name) => ({
    field: FIELDS[name] ?? name,
    before: words(before[name]),
    after: words(after[name]),
  }));
}

// A type that this code does not know: user.passkey_added reads "User passkey added".
function sentence(type: string): string {
  const words = type.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function asObject(json: unknown): Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {};
}
