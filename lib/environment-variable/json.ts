import { z } from "zod";
import type { VariableRow } from "@/db/application/environment-variable";
import { idSchema } from "@/lib/answer-schema";
import { APPLICATION_EXAMPLE } from "@/lib/application/json";
import { ENVIRONMENT_EXAMPLE } from "@/lib/environment/json";
import { open } from "@/lib/seal";

/** A variable as the API shows it. */
export const variableSchema = z.strictObject({
  uuid: idSchema,
  environment: idSchema,
  application: idSchema,
  name: z.string(),
  value: z.string().nullable().describe("null if it is sensitive or the instance's secret has changed since"),
  is_sensitive: z.boolean(),
});
export type VariableJson = z.output<typeof variableSchema>;

export const VARIABLE_EXAMPLE: VariableJson = {
  uuid: "019a1c55-0d7e-7c81-8f92-a3b4c5d6e7f8",
  environment: ENVIRONMENT_EXAMPLE.uuid,
  application: APPLICATION_EXAMPLE.uuid,
  name: "DATABASE_URL",
  value: null,
  is_sensitive: true,
};

/** The public shape: the one place where a value is opened. A sensitive one is never. */
export function variableJson(row: VariableRow): VariableJson {
  return {
    uuid: row.id,
    environment: row.environment_id,
    application: row.application_id,
    name: row.name,
    value: row.is_sensitive
      ? null
      : (open("environment-variable", row.id, { content: row.value, keyId: row.key_id }) ?? null),
    is_sensitive: row.is_sensitive,
  };
}
