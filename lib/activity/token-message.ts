import type { Row } from "@/db/database";
import { eachText, textField } from "@/lib/access-token/fields";
import { purposeLabel } from "@/lib/access-token/labels";
import { type ActivityNames, limitsLabel } from "./names";
import { refusalMessage } from "./refusal-message";

/** One field before and after. A moment is an RFC 3339 text under `at`; `null` is nothing at all. */
export type ChangeMessage = { field: string; before: ChangedValue; after: ChangedValue };
export type ChangedValue = { text: string } | { at: string } | null;

/** What happened to a token, as the activity shows it. */
export type ActivityMessage = { what: string; changes: ChangeMessage[]; reason: string | null };

const WHAT: Record<string, string> = {
  "access_token.created": "Created",
  "access_token.imported": "Imported from another system",
  "access_token.edited": "Edited",
  "access_token.rotated": "Rotated: new secret waiting for first use",
  "access_token.replaced": "Secret replaced immediately",
  "access_token.secret_first_used": "New secret used for the first time",
  "access_token.overlap_extended": "Overlap extended",
  "access_token.overlap_ended": "Overlap ended",
  "access_token.pending_cancelled": "New secret cancelled",
  "access_token.pending_lapsed": "New secret lapsed unused",
  "access_token.secret_ended": "Secret of an unconfirmed account ended",
  "access_token.revoked": "Revoked",
  "access_token.revoke_undone": "Revoke undone",
};

const FIELDS: Record<string, string> = {
  ...eachText((name) => textField(name).words),
  purpose: "Purpose",
  scopes: "Scopes",
  limits: "Access",
  expiration_date: "Expires",
  allowed_networks: "Networks",
  may_rotate_itself: "Rotates itself",
  acts_as: "Acts as",
  team: "Team",
  application: "Application",
  workflow: "Workflow",
};

/** A row of the audit log about a token, in words. Unknown fields are shown by their names. */
export function tokenActivityMessage(
  row: Pick<Row<"activity">, "type" | "before" | "after">,
  names: ActivityNames,
): ActivityMessage {
  const [before, after] = [asObject(row.before), asObject(row.after)];
  if (row.type === "access_token.refused") return { what: refusalMessage(after), changes: [], reason: null };
  const changes =
    row.type === "access_token.edited"
      ? Object.keys(after).map((name) => ({
          field: FIELDS[name] ?? name,
          before: valueMessage(name, before[name], names),
          after: valueMessage(name, after[name], names),
        }))
      : [];
  const reason = typeof after.reason === "string" ? after.reason : null;
  return { what: accessMessage(row.type, after) ?? WHAT[row.type] ?? fallback(row.type), changes, reason };
}

function accessMessage(type: string, after: Record<string, unknown>): string | undefined {
  const organisation = typeof after.organisation === "string" ? after.organisation : "an organisation";
  if (type === "access_token.access_withdrawn") return `Access to ${organisation} withdrawn`;
  return type === "access_token.access_restored" ? `Access to ${organisation} restored` : undefined;
}

function valueMessage(name: string, value: unknown, names: ActivityNames): ChangedValue {
  if (name === "limits" && value === null) return { text: "everything" };
  if (name === "limits" && Array.isArray(value)) return { text: limitsLabel(value, names) };
  if (name === "team" && typeof value === "string") return { text: names.team(value) ?? "a deleted team" };
  if (name === "application" && typeof value === "string") {
    return { text: names.application(value) ?? "an application you have no access to" };
  }
  if (name === "expiration_date") return typeof value === "string" ? { at: value } : { text: "never" };
  if (name === "allowed_networks" && value === null) return { text: "any" };
  if (name === "purpose" && typeof value === "string") return { text: purposeLabel(value) };
  if (typeof value === "boolean") return { text: value ? "yes" : "no" };
  if (Array.isArray(value))
    return { text: value.map((item) => (item === "all" ? "full access" : String(item))).join(", ") };
  return typeof value === "string" && value !== "" ? { text: value } : null;
}

// access_token.secret_rotated reads "Secret rotated".
function fallback(type: string): string {
  const words = type.replace(/^.*\./, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function asObject(json: unknown): Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {};
}
