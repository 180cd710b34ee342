import { z } from "zod";
import type { Row } from "@/db/database";
import type { DeploymentRow } from "@/db/deployment/deployment";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { APPLICATION_EXAMPLE } from "@/lib/application/json";
import { ENVIRONMENT_EXAMPLE } from "@/lib/environment/json";
import { open } from "@/lib/seal";
import { DEPLOYMENT_STATUSES, successOf } from "./status";

/** A deployment as the API shows it. */
export const deploymentSchema = z.strictObject({
  uuid: idSchema,
  environment: idSchema,
  application: idSchema,
  status: z.enum(DEPLOYMENT_STATUSES),
  success: z.boolean().nullable().describe("null until it has ended"),
  percent: z.int().min(0).max(100),
  created_at: timeSchema,
  started_at: timeSchema.nullable().describe("when the job that deploys picked it up"),
  ended_at: timeSchema.nullable(),
  environment_variables: z.array(z.string()).describe("names of the variables it was recorded with"),
});
export type DeploymentJson = z.output<typeof deploymentSchema>;

export const DEPLOYMENT_EXAMPLE: DeploymentJson = {
  uuid: "019a1c62-7d3e-7f04-9a1b-2c3d4e5f6071",
  environment: ENVIRONMENT_EXAMPLE.uuid,
  application: APPLICATION_EXAMPLE.uuid,
  status: "running",
  success: null,
  percent: 40,
  created_at: "2027-01-04T09:12:45.000Z",
  started_at: "2027-01-04T09:12:51.000Z",
  ended_at: null,
  environment_variables: ["DATABASE_URL", "REGION"],
};

export function deploymentJson(row: DeploymentRow): DeploymentJson {
  return {
    uuid: row.id,
    environment: row.environment_id,
    application: row.application_id,
    status: row.status,
    success: successOf(row.status),
    percent: row.percent,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    environment_variables: row.variable_names,
  };
}

/** Its log: one text, as clients of the Divio API print it. */
export const deploymentLogSchema = z.strictObject({
  uuid: idSchema,
  logs: z.string().describe("the whole log; secrets are redacted"),
  truncated: z.boolean().describe("whether it reached 10 MiB and the rest was left out"),
});
export type DeploymentLogJson = z.output<typeof deploymentLogSchema>;

export const DEPLOYMENT_LOG_EXAMPLE: DeploymentLogJson = {
  uuid: DEPLOYMENT_EXAMPLE.uuid,
  logs: "Building the image\nMigrating the database\n",
  truncated: false,
};

/** The variables that it was recorded with. */
export const deploymentVariablesSchema = z.strictObject({
  uuid: idSchema,
  environment: idSchema,
  environment_variables: z
    .record(z.string(), z.string().nullable())
    .describe("values by name at that time; null if the variable is or became sensitive"),
});
export type DeploymentVariablesJson = z.output<typeof deploymentVariablesSchema>;

export const DEPLOYMENT_VARIABLES_EXAMPLE: DeploymentVariablesJson = {
  uuid: DEPLOYMENT_EXAMPLE.uuid,
  environment: ENVIRONMENT_EXAMPLE.uuid,
  environment_variables: { DATABASE_URL: null, REGION: "eu-central" },
};

export function deploymentVariablesJson(
  deployment: DeploymentRow,
  variables: readonly Row<"deployment_variable">[],
): DeploymentVariablesJson {
  return {
    uuid: deployment.id,
    environment: deployment.environment_id,
    environment_variables: Object.fromEntries(variables.map((variable) => [variable.name, openedValue(variable)])),
  };
}

function openedValue({ variable_id, value, key_id }: Row<"deployment_variable">): string | null {
  if (value === null || key_id === null) return null;
  return open("environment-variable", variable_id, { content: value, keyId: key_id }) ?? null;
}
