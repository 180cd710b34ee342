import type { OrganisationRow } from "@/db/organisation/organisation";
import type { Role } from "@/lib/authorization/principal";

/** An organisation as the API shows it, with the caller's role. */
export type OrganisationJson = { uuid: string; name: string; slug: string; created_at: string; role: Role };

export function organisationJson(row: OrganisationRow, role: Role): OrganisationJson {
  return { uuid: row.id, name: row.name, slug: row.slug, created_at: row.created_at.toISOString(), role };
}
