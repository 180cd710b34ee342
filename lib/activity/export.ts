import type { AccountActivityRow } from "@/db/activity/account";
import type { ExportTable } from "@/lib/export/table";
import { userAgentLabel } from "@/lib/user-agent-label";
import { type AccountActivityMessage, accountActivityMessage } from "./account-message";
import { activityActor, actorText } from "./actor";
import type { ActivityNames } from "./names";
import type { ChangedValue, ChangeMessage } from "./token-message";

export const ACTIVITY_COLUMNS = [
  "time",
  "what",
  "detail",
  "changes",
  "subject",
  "by",
  "address",
  "device",
  "user_agent",
  "type",
  "subject_uuid",
  "request_id",
  "uuid",
] as const;
type ActivityColumn = (typeof ACTIVITY_COLUMNS)[number];

/** A person's activity as a file. @param userId whose it is */
export function accountActivityExport(
  userId: string,
): ExportTable<{ row: AccountActivityRow; names: ActivityNames }, ActivityColumn> {
  return {
    columns: ACTIVITY_COLUMNS,
    cells: ({ row, names }) =>
      activityCells(row, accountActivityMessage(row, names), actorText(activityActor(row, userId))),
    json: ({ row }) => activityJson(row),
  };
}

/** A row for NDJSON: what was recorded, in the public names. */
function activityJson(row: AccountActivityRow) {
  return {
    uuid: row.id,
    created_at: row.at,
    type: row.type,
    target: row.target_id === null ? null : { type: row.target_type, uuid: row.target_id, label: row.target_label },
    actor: { user: row.actor_user_id, token: row.actor_token_id },
    before: row.before,
    after: row.after,
    address: row.address,
    user_agent: row.user_agent,
    request_id: row.request_id,
  };
}

/** The cells of every activity. */
export function activityCells(
  row: AccountActivityRow,
  { what, changes, reason, detail }: AccountActivityMessage,
  by: string,
): Record<ActivityColumn, string | null> {
  return {
    time: row.at,
    what,
    detail: [detail, reason].filter((text) => text !== null).join("; "),
    changes: changes.map(changeText).join("; "),
    subject: row.target_label,
    by,
    address: row.address,
    device: userAgentLabel(row.user_agent) ?? null,
    user_agent: row.user_agent,
    type: row.type,
    subject_uuid: row.target_id,
    request_id: row.request_id,
    uuid: row.id,
  };
}

/** A change as text: `Role: member → admin`. */
export function changeText({ field, before, after }: ChangeMessage): string {
  const text = (value: ChangedValue) => (value === null ? "nothing" : "at" in value ? value.at : value.text);
  return `${field}: ${text(before)} → ${text(after)}`;
}
