import { sql } from "kysely";
import type { Db } from "@/db/database";

/** A part of a log, and where what follows it begins, in bytes. */
export type LogPart = { content: string; end: number };

/** The last characters of a deployment's log; empty where it has none. */
export async function readLogTail(db: Db, deploymentId: string, characters: number): Promise<string> {
  const row = await db
    .selectFrom("deployment_log_chunk")
    .select(sql<string>`right(content, ${characters}::int)`.as("tail"))
    .where("deployment_id", "=", deploymentId)
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.tail ?? "";
}

/** Append to the log of a locked deployment, of which nothing is written again but its size. */
export async function appendLog(
  db: Db,
  deployment: { id: string; log_bytes: number },
  { content, isCut }: { content: string; isCut: boolean },
): Promise<void> {
  if (content === "") return;
  const { id, log_bytes } = deployment;
  await db.insertInto("deployment_log_chunk").values({ deployment_id: id, position: log_bytes, content }).execute();
  await db
    .updateTable("deployment")
    .set({ log_bytes: log_bytes + Buffer.byteLength(content), is_log_cut: isCut })
    .where("id", "=", id)
    .execute();
}

/** The chunks of a log that begin within `bytes` from `from` on, as one text; undefined where there is none. */
export async function readLogPart(
  db: Db,
  deploymentId: string,
  from: number,
  bytes: number,
): Promise<LogPart | undefined> {
  const rows = await db
    .selectFrom("deployment_log_chunk")
    .select(["position", "content"])
    .where("deployment_id", "=", deploymentId)
    .where("position", ">=", from)
    .where("position", "<", from + bytes)
    .orderBy("position")
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  return {
    content: rows.map(({ content }) => content).join(""),
    end: last.position + Buffer.byteLength(last.content),
  };
}
