import type { Db, NewRow, Row } from "@/db/database";

/** Remember what was reported until it is dealt with. */
export async function insertSecretReports(db: Db, reports: NewRow<"secret_report">[]): Promise<void> {
  await db.insertInto("secret_report").values(reports).execute();
}

/** Up to `limit` reports after this id, the oldest first. */
export async function findSecretReports(db: Db, after: string, limit: number): Promise<Row<"secret_report">[]> {
  return await db.selectFrom("secret_report").selectAll().where("id", ">", after).orderBy("id").limit(limit).execute();
}

export async function hasSecretReports(db: Db): Promise<boolean> {
  return (await db.selectFrom("secret_report").select("id").limit(1).executeTakeFirst()) !== undefined;
}

export async function deleteSecretReport(db: Db, id: string): Promise<void> {
  await db.deleteFrom("secret_report").where("id", "=", id).execute();
}
