import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";

type Identity = { issuer: string; subject: string };

/** The account that an identity is connected to. Deactivated ones included. */
export async function findUserByIdentity(db: Db, { issuer, subject }: Identity): Promise<Row<"user"> | undefined> {
  return await db
    .selectFrom("oidc_identity")
    .innerJoin("user", "user.id", "oidc_identity.user_id")
    .selectAll("user")
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
}

export async function findIdentitiesOfUser(db: Db, userId: string): Promise<Row<"oidc_identity">[]> {
  return await db
    .selectFrom("oidc_identity")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** @returns false when the identity is connected to any account already */
export async function insertIdentity(
  db: Db,
  row: Pick<NewRow<"oidc_identity">, "user_id" | "issuer" | "subject" | "email">,
): Promise<boolean> {
  const inserted = await db
    .insertInto("oidc_identity")
    .values({ ...row, id: uuidv7() })
    .onConflict((conflict) => conflict.columns(["issuer", "subject"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function markIdentityUsed(db: Db, { issuer, subject }: Identity): Promise<void> {
  await db
    .updateTable("oidc_identity")
    .set({ last_used_at: sql`now()` })
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .execute();
}

/** Remove every identity of an account, even if no way to sign in is left. @returns how many there were */
export async function deleteIdentitiesOfUser(db: Db, userId: string): Promise<number> {
  const result = await db.deleteFrom("oidc_identity").where("user_id", "=", userId).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Remove an identity of an account that can still be signed in to: by password, or by another identity. */
export async function deleteIdentityOfUser(
  db: Db,
  userId: string,
  id: string,
): Promise<Row<"oidc_identity"> | "last_way_in" | undefined> {
  // The account is locked, so that two removals at once cannot each rely on the other identity.
  const user = await db
    .selectFrom("user")
    .select("password_hash")
    .where("id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
  const identities = await findIdentitiesOfUser(db, userId);
  if (!identities.some((identity) => identity.id === id)) return undefined;
  if (!user?.password_hash && identities.length === 1) return "last_way_in";
  return await db.deleteFrom("oidc_identity").where("id", "=", id).returningAll().executeTakeFirst();
}
