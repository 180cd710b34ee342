import type { EnvironmentRow } from "@/db/application/environment";

/** An environment as the API shows it. Nothing is deployed here yet: `last_finished_deployment` is null. */
export type EnvironmentJson = {
  uuid: string;
  slug: string;
  application: string;
  branch: string;
  last_finished_deployment: null;
};

export function environmentJson(row: EnvironmentRow): EnvironmentJson {
  return {
    uuid: row.id,
    slug: row.slug,
    application: row.application_id,
    branch: row.branch,
    last_finished_deployment: null,
  };
}
