import type { Row } from "@/db/database";
import { type ChangeWords, tokenActivityWords } from "./token-words";

/** A row of an account's activity in words. `what` is a sentence without its full stop; the target's label is not in it. */
export type AccountActivityWords = {
  what: string;
  changes: ChangeWords[];
  reason: string | null;
  detail: string | null;
};

const WHAT: Record<string, string> = {
  "user.signed_in": "Signed in",
  "user.sign_in_refused": "Sign-in refused",
  "user.signed_up": "Signed up",
  "user.created": "Account made",
  "user.deactivated": "Account deactivated",
  "user.profile_edited": "Profile edited",
  "user.password_changed": "Password changed",
  "user.password_reset_requested": "Password reset asked for",
  "user.password_reset": "Password reset",
  "session.ended": "Signed out",
  "session.ended_elsewhere": "Signed out elsewhere",
  "membership.created": "Joined an organisation",
  "organisation.created": "Organisation made",
};

const METHODS: Record<string, string> = { password: "with the password", oidc: "through the identity provider" };

/** Why a request was refused, as the end of "Request refused: …"; by the problem's code. */
const REFUSALS: Record<string, string> = {
  token_expired: "the token had expired",
  token_revoked: "the token was revoked",
  token_retired: "the secret was retired",
  owner_deactivated: "the account was deactivated",
  network_not_allowed: "not from an allowed network",
  insufficient_scope: "a scope was missing",
  exceeds_caller: "more than the token may give",
  role_required: "a role was missing",
  blocked_by_policy: "blocked by policy",
  access_withdrawn: "access was withdrawn",
  rate_limited: "too many requests",
};

export function accountActivityWords(row: Pick<Row<"activity">, "type" | "before" | "after">): AccountActivityWords {
  const after = asObject(row.after);
  if (row.type === "access_token.refused") return refusalWords(after);
  if (row.type.startsWith("access_token.")) {
    const words = tokenActivityWords(row);
    return { ...words, what: tokenSentence(words.what), detail: null };
  }
  const method = typeof after.method === "string" ? (METHODS[after.method] ?? null) : null;
  return {
    what: WHAT[row.type] ?? sentence(row.type),
    changes: row.type === "user.profile_edited" ? changesOf(asObject(row.before), after) : [],
    reason: null,
    detail: method ?? endedWords(after),
  };
}

/** Why a request was refused, by the code of the problem. */
export function refusalReason(code: string): string {
  return REFUSALS[code] ?? code.replaceAll("_", " ");
}

function refusalWords(after: Record<string, unknown>): AccountActivityWords {
  const code = typeof after.reason === "string" ? after.reason : "";
  const scope = typeof after.scope === "string" ? ` (${after.scope})` : "";
  return {
    what: `Request refused: ${refusalReason(code)}${scope}`,
    changes: [],
    reason: null,
    detail: typeof after.route === "string" ? after.route : null,
  };
}

// "Created" of a token reads "Token created" among other things.
function tokenSentence(what: string): string {
  return /\btoken\b/i.test(what) ? what : `Token ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}

function endedWords(after: Record<string, unknown>): string | null {
  const ended = after.ended_sessions;
  if (typeof ended !== "number" || ended === 0) return null;
  return ended === 1 ? "one other session ended" : `${ended} other sessions ended`;
}

const FIELDS: Record<string, string> = { first_name: "First name", last_name: "Last name", timezone: "Timezone" };

function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): ChangeWords[] {
  const words = (value: unknown) => (typeof value === "string" && value !== "" ? { text: value } : null);
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
