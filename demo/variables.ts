import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { seal } from "@/lib/seal";

/** The variables of each environment of the demo, one of them sensitive. */
const VARIABLES = (host: string) => [
  { name: "BASE_URL", value: `https://${host}`, is_sensitive: false },
  { name: "CACHE_SECONDS", value: "300", is_sensitive: false },
  { name: "LOG_LEVEL", value: host.startsWith("live.") ? "warning" : "debug", is_sensitive: false },
  { name: "DATABASE_PASSWORD", value: `nobody-reads-this-of-${host}`, is_sensitive: true },
];

/** Give every environment of the demo its variables, sealed as those of a real instance are. */
export async function fillVariables(trx: Db): Promise<void> {
  const environments = await trx
    .selectFrom("environment")
    .innerJoin("application", "application.id", "environment.application_id")
    .select(["environment.id", "environment.slug", "environment.created_at", "application.slug as application"])
    .execute();
  const rows = environments.flatMap((environment) =>
    VARIABLES(`${environment.slug}.${environment.application}.example`).map(({ name, value, is_sensitive }) => {
      const id = uuidv7();
      const { content, keyId } = seal("environment-variable", id, value);
      const at = environment.created_at;
      return {
        id,
        environment_id: environment.id,
        name,
        value: content,
        key_id: keyId,
        is_sensitive,
        created_at: at,
        updated_at: at,
      };
    }),
  );
  await trx.insertInto("environment_variable").values(rows).execute();
}
