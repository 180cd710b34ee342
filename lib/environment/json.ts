import { z } from "zod";
import type { EnvironmentRow } from "@/db/application/environment";
import { idSchema } from "@/lib/answer-schema";
import { APPLICATION_EXAMPLE } from "@/lib/application/json";

/** An environment as the API shows it. Nothing is deployed here yet. */
export const environmentSchema = z.strictObject({
  uuid: idSchema,
  slug: z.string(),
  application: idSchema,
  branch: z.string(),
  last_finished_deployment: z.null(),
});
export type EnvironmentJson = z.output<typeof environmentSchema>;

export const ENVIRONMENT_EXAMPLE: EnvironmentJson = {
  uuid: "019a1c40-93c1-7b20-9e8d-7c6b5a493827",
  slug: "live",
  application: APPLICATION_EXAMPLE.uuid,
  branch: "main",
  last_finished_deployment: null,
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
