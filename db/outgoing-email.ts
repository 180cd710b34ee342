import type { Db, NewRow } from "./database";

export async function insertOutgoingEmail(
  db: Db,
  row: Pick<
    NewRow<"outgoing_email">,
    "id" | "kind" | "user_id" | "recipient" | "message_id" | "content" | "key_id" | "expires_at"
  >,
): Promise<void> {
  await db.insertInto("outgoing_email").values(row).execute();
}
