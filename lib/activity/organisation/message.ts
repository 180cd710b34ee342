import type { Row } from "@/db/database";
import { type AccountActivityMessage, accountActivityMessage, exportMessage } from "@/lib/activity/account-message";
import type { ActivityNames } from "@/lib/activity/names";
import type { ChangedValue, ChangeMessage } from "@/lib/activity/token-message";
import { lifetimeLabel } from "@/lib/organisation/policy/messages";

const WHAT: Record<string, string> = {
  "organisation.created": "Organisation created",
  "organisation.renamed": "Organisation renamed",
  "organisation.deleted": "Organisation deleted",
  "organisation.activity_exported": "Activity exported",
  "organisation.tokens_exported": "List of access tokens exported",
  "membership.created": "Joined the organisation",
  "membership.role_changed": "Role changed",
  "membership.removed": "Removed from the organisation",
  "membership.left": "Left the organisation",
  "invitation.created": "Invited",
  "invitation.resent": "Invitation sent again",
  "invitation.link_created": "Invitation link created",
  "invitation.revoked": "Invitation revoked",
  "invitation.accepted": "Invitation accepted",
  "team.created": "Team created",
  "team.edited": "Team changed",
  "team.deleted": "Team deleted",
  "application.created": "Application created",
  "application.renamed": "Application renamed",
  "application.deleted": "Application deleted",
  "application.transferred": "Application transferred",
  "application_collaborator.created": "Added to an application",
  "application_collaborator.edited": "Access to an application changed",
  "application_collaborator.deleted": "Removed from an application",
  "environment.created": "Environment created",
  "environment.edited": "Environment changed",
  "environment.deleted": "Environment deleted",
  "environment_variable.created": "Variable created",
  "environment_variable.edited": "Variable changed",
  "environment_variable.deleted": "Variable deleted",
  "environment_variable.revealed": "Variable revealed",
  "deployment.requested": "Deployment requested",
  "deployment.ended": "Deployment ended",
  "policy.drafted": "Policy draft changed",
  "policy.draft_discarded": "Policy draft discarded",
  "policy.planned": "Policy planned",
  "policy.enforced": "Policy enforced",
  "policy.plan_cancelled": "Planned policy cancelled",
  "policy.dry_run_exported": "Policy dry run exported",
  "webhook.created": "Webhook added",
  "webhook.edited": "Webhook changed",
  "webhook.secret_replaced": "Webhook signing secret replaced",
  "webhook.paused": "Webhook paused",
  "webhook.resumed": "Webhook resumed",
  "webhook.deleted": "Webhook deleted",
  "webhook.tested": "Webhook test sent",
  "webhook.delivery_replayed": "Webhook delivery sent again",
  "webhook.switched_off": "Webhook switched off",
  "imported_tokens.sunset_set": "End date of imported tokens set",
  "imported_tokens.sunset_removed": "End date of imported tokens removed",
  "token_sweep.started": "Bulk withdrawal started",
  "token_sweep.finished": "Bulk withdrawal finished",
  "token_sweep.report_exported": "Bulk withdrawal report exported",
};

/** The words for a row of an organisation's activity. `what` is a sentence without its full stop; what it was about is not in it. */
export function organisationActivityMessage(
  row: Pick<Row<"activity">, "type" | "before" | "after" | "organisation_id">,
  names: ActivityNames,
): AccountActivityMessage {
  if (row.type.startsWith("access_token.")) return accountActivityMessage(row, names);
  const [before, after] = [asObject(row.before), asObject(row.after)];
  return {
    what: WHAT[row.type] ?? sentence(row.type),
    changes: row.before === null || row.after === null ? [] : changesOf(before, after),
    reason: typeof after.reason === "string" ? after.reason : null,
    detail:
      row.type === "application.transferred"
        ? `${before.organisation === row.organisation_id ? "to" : "from"} another organisation`
        : detailOf(row.type, before, after),
  };
}

type Facts = Record<string, unknown>;

function detailOf(type: string, before: Facts, after: Facts): string | null {
  switch (type) {
    case "membership.created":
    case "invitation.created":
      return typeof after.role === "string" ? `as ${after.role}` : null;
    case "team.edited":
      return memberMessage(before.members, after.members);
    case "team.created":
      return Array.isArray(after.members) && after.members.length > 0 ? `with ${after.members.join(", ")}` : null;
    case "deployment.ended":
      return typeof after.status === "string" ? after.status : null;
    case "environment_variable.edited":
      return after.value_changed === true ? "a new value" : null;
    case "webhook.edited":
      return after.path_changed === true ? "another URL on the same host" : null;
    case "webhook.delivery_replayed":
      return typeof after.event === "string" ? after.event : null;
    case "token_sweep.started":
      return typeof after.tokens === "number" ? tokens(after.tokens) : null;
    case "token_sweep.finished":
      return countMessage(after);
    default:
      return exportMessage(after);
  }
}

function memberMessage(before: unknown, after: unknown): string | null {
  if (!Array.isArray(before) || !Array.isArray(after)) return null;
  const words = [
    ["added", after.filter((member) => !before.includes(member))],
    ["removed", before.filter((member) => !after.includes(member))],
  ] as const;
  const parts = words
    .filter(([, members]) => members.length > 0)
    .map(([what, members]) => `${members.join(", ")} ${what}`);
  return parts.length === 0 ? null : parts.join("; ");
}

// {withdrawn: 3, revoked: 1} reads "3 withdrawn, 1 revoked".
function countMessage(counts: Facts): string | null {
  const parts = Object.entries(counts).flatMap(([outcome, count]) =>
    typeof count === "number" && count > 0 ? [`${count} ${outcome.replaceAll("_", " ")}`] : [],
  );
  return parts.length === 0 ? null : parts.join(", ");
}

function tokens(count: number): string {
  return count === 1 ? "1 token" : `${count} tokens`;
}

const FIELDS: Record<string, string> = {
  name: "Name",
  role: "Role",
  slug: "Name",
  branch: "Branch",
  host: "Host",
  description: "Description",
  events: "Events",
  access: "Access",
  is_sensitive: "Sensitive",
  personal_tokens_allowed: "Personal tokens allowed",
  all_access_allowed: "Full access allowed",
  full_access_by_grant: "organisations:write counts as full access",
  expiration_required: "Expiration required",
  purpose_required: "Purpose required",
  longest_lifetime_seconds: "Longest lifetime",
  allowed_networks: "Networks",
  enforced_from: "Enforced from",
  sunset_at: "Imported tokens stop working",
};

// Fields with a label of their own.
const TOLD_ELSEWHERE = [
  "status",
  "members",
  "organisation",
  "value_changed",
  "path_changed",
  "reason",
  "leaked_token",
  "reported",
];

/** Only the differing fields: some rows hold all fields. */
function changesOf(before: Facts, after: Facts): ChangeMessage[] {
  return Object.keys(after)
    .filter((name) => !TOLD_ELSEWHERE.includes(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      field: FIELDS[name] ?? name,
      before: valueMessage(name, before[name]),
      after: valueMessage(name, after[name]),
    }));
}

function valueMessage(name: string, value: unknown): ChangedValue {
  if (name === "enforced_from" || name === "sunset_at") return typeof value === "string" ? { at: value } : null;
  if (name === "longest_lifetime_seconds") return { text: typeof value === "number" ? lifetimeLabel(value) : "any" };
  if (name === "allowed_networks") return { text: Array.isArray(value) ? value.join(", ") : "any" };
  if (typeof value === "boolean") return { text: value ? "yes" : "no" };
  if (typeof value === "number") return { text: String(value) };
  if (Array.isArray(value)) return value.length === 0 ? null : { text: value.join(", ") };
  if (typeof value === "object" && value !== null && "name" in value) return valueMessage(name, value.name);
  return typeof value === "string" && value !== "" ? { text: value } : null;
}

// A type that this code does not know: report.created reads "Report created".
function sentence(type: string): string {
  const words = type.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function asObject(json: unknown): Facts {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {};
}
