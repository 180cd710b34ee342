import type { ExportTable } from "@/lib/export/table";
import type { BlockedToken } from "./dry-run";
import { expiresBefore } from "./dry-run-groups";
import { blockedTokenJson } from "./json";

const COLUMNS = [
  "label",
  "owner",
  "owner_email",
  "kind",
  "against",
  "last_used",
  "expires",
  "expires_before",
  "newly_blocked",
  "uuid",
] as const;

/**
 * The blocked tokens of a dry run as a file. Never a hint or an address.
 * @param from when the rules hold, where that is planned
 */
export function dryRunExport(from: Date | null): ExportTable<BlockedToken, (typeof COLUMNS)[number]> {
  return {
    columns: COLUMNS,
    cells: (blocked) => {
      const { token, rules, isNew } = blocked;
      return {
        label: token.label,
        owner: token.user_id === null ? "The organisation" : token.owner_name,
        owner_email: token.owner_email,
        kind: token.user_id === null ? "organisation" : "personal",
        against: rules.join(" "),
        last_used: token.last_used_at?.toISOString() ?? null,
        expires: token.expires_at?.toISOString() ?? null,
        expires_before: from === null ? null : expiresBefore(blocked, from) ? "yes" : "no",
        newly_blocked: isNew ? "yes" : "no",
        uuid: token.id,
      };
    },
    json: blockedTokenJson,
  };
}
