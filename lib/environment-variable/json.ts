import type { VariableRow } from "@/db/application/environment-variable";
import { open } from "@/lib/seal";

/** A variable as the API shows it. `value` is null for a sensitive one, and where the instance's secret was changed since. */
export type VariableJson = {
  uuid: string;
  environment: string;
  application: string;
  name: string;
  value: string | null;
  is_sensitive: boolean;
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
