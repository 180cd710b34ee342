import { z } from "zod";
import type { EnvironmentRow, FinishedDeployment } from "@/db/application/environment";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { APPLICATION_EXAMPLE } from "@/lib/application/json";
import { DEPLOYMENT_STATUSES } from "@/lib/deployment/status";

/** An environment as the API shows it. */
export const environmentSchema = z.strictObject({
  uuid: idSchema,
  slug: z.string(),
  application: idSchema,
  branch: z.string(),
  last_finished_deployment: z
    .strictObject({
      uuid: idSchema,
      status: z.enum(DEPLOYMENT_STATUSES),
      success: z.boolean(),
      started_at: timeSchema,
      ended_at: timeSchema,
    })
    .nullable()
    .describe("the last deployment that was picked up and has ended, whatever its outcome"),
});
export type EnvironmentJson = z.output<typeof environmentSchema>;

export const ENVIRONMENT_EXAMPLE: EnvironmentJson = {
  uuid: "019a1c40-93c1-7b20-9e8d-7c6b5a493827",
  slug: "live",
  application: APPLICATION_EXAMPLE.uuid,
  branch: "main",
  last_finished_deployment: {
    uuid: "019a1c61-0b2c-7d3e-8f40-5162738495a6",
    status: "succeeded",
    success: true,
    started_at: "2027-01-03T16:40:02.000Z",
    ended_at: "2027-01-03T16:43:57.000Z",
  },
};

export function environmentJson(row: EnvironmentRow): EnvironmentJson {
  return {
    uuid: row.id,
    slug: row.slug,
    application: row.application_id,
    branch: row.branch,
    last_finished_deployment: finishedJson(row.last_finished),
  };
}

function finishedJson(finished: FinishedDeployment | null): EnvironmentJson["last_finished_deployment"] {
  if (finished === null) return null;
  const { id, status, started_at, ended_at } = finished;
  return {
    uuid: id,
    status,
    success: status === "succeeded",
    started_at: new Date(started_at).toISOString(),
    ended_at: new Date(ended_at).toISOString(),
  };
}
