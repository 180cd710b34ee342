import { sql } from "kysely";
import type { Db, NewRow } from "@/db/database";
import { chance } from "@/demo/rows/random";

const DAY_MS = 24 * 60 * 60_000;
/** How each of an environment's deployments ended, the newest first. */
const ENDS = ["succeeded", "succeeded", "failed", "succeeded"] as const;

const log = (status: (typeof ENDS)[number], branch: string) =>
  [
    `Fetching the branch ${branch}`,
    "Building the image",
    ...Array.from({ length: 9 }, (_, n) => `Step ${n + 1}/9 done`),
    "Migrating the database",
    status === "failed" ? "Error: the database refused the connection. Nothing was changed." : "Switching over",
    "",
  ].join("\n");

/** Give every environment of the demo its last deployments, requested by members of its organisation. */
export async function fillDeployments(trx: Db, now: Date): Promise<void> {
  const luck = chance(55);
  const environments = await trx
    .selectFrom("environment")
    .innerJoin("application", "application.id", "environment.application_id")
    .select(["environment.id", "environment.branch", "environment.created_at", "application.organisation_id"])
    .orderBy("environment.created_at")
    .orderBy("environment.id")
    .execute();
  const members = await trx
    .selectFrom("membership")
    .select(["organisation_id", "user_id"])
    .where("role", "!=", "guest")
    .orderBy("created_at")
    .orderBy("user_id")
    .execute();
  const deployments: (NewRow<"deployment"> & { id: string })[] = [];
  const chunks: NewRow<"deployment_log_chunk">[] = [];
  for (const { id: environment_id, branch, created_at: since, organisation_id } of environments) {
    const people = members.filter((member) => member.organisation_id === organisation_id);
    let moment = now.getTime();
    for (const status of ENDS) {
      moment -= luck.between(DAY_MS / 4, 6 * DAY_MS);
      if (moment < since.getTime()) break;
      const at = (seconds: number) => new Date(moment + seconds * 1_000);
      const content = log(status, branch);
      const id = luck.uuidAt(at(0));
      deployments.push({
        id,
        environment_id,
        status,
        percent: status === "succeeded" ? 100 : 70,
        log_bytes: Buffer.byteLength(content),
        created_at: at(0),
        created_by_user_id: people[luck.between(0, people.length - 1)]?.user_id ?? null,
        started_at: at(luck.between(2, 20)),
        ended_at: at(luck.between(60, 400)),
      });
      chunks.push({ deployment_id: id, position: 0, content });
    }
  }
  await trx.insertInto("deployment").values(deployments).execute();
  await trx.insertInto("deployment_log_chunk").values(chunks).execute();
  await sql`
    insert into deployment_variable (deployment_id, name, variable_id, value, key_id)
    select deployment.id, variable.name, variable.id, case when not is_sensitive then value end,
      case when not is_sensitive then key_id end
    from deployment join environment_variable as variable using (environment_id)`.execute(trx);
}
