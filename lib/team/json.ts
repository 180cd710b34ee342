import type { TeamRow } from "@/db/organisation/team";

/** A team as the API shows it; its members by the people's uuids. */
export type TeamJson = { uuid: string; organisation: string; name: string; members: string[]; created_at: string };

export function teamJson(row: TeamRow): TeamJson {
  return {
    uuid: row.id,
    organisation: row.organisation_id,
    name: row.name,
    members: row.members.map(({ id }) => id),
    created_at: row.created_at.toISOString(),
  };
}
