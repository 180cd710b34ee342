import type { ApplicationRow } from "@/db/application/application";

/** An application as the API shows it. */
export type ApplicationJson = { uuid: string; slug: string; name: string; organisation: string; created_at: string };

export function applicationJson(row: ApplicationRow): ApplicationJson {
  return {
    uuid: row.id,
    slug: row.slug,
    name: row.name,
    organisation: row.organisation_id,
    created_at: row.created_at.toISOString(),
  };
}
