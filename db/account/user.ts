import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";
import { preparedOnce } from "@/db/prepared";

/** The user with this e-mail address, in whatever case it is written. */
export async function findUserByEmail(db: Db, email: string): Promise<Row<"user"> | undefined> {
  // Folded here, as the throttle folds it: PostgreSQL makes an i of İ too, and each spelling would be counted separately.
  const folded = email.toLowerCase();
  return await db.selectFrom("user").selectAll().where(sql<boolean>`lower(email) = ${folded}`).executeTakeFirst();
}

/** The user, locked until the end of the transaction: no password changes and no account is deactivated meanwhile. */
export async function lockUser(db: Db, id: string): Promise<Row<"user"> | undefined> {
  return await db.selectFrom("user").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

// By name, so that connections keep it.
const findById = preparedOnce((db, id: string) =>
  db
    .selectFrom("user")
    .select(["id", "email", "email_verified_at", "first_name", "last_name", "timezone", "single_key_shortcuts"])
    .select(["password_hash", "password_changed_at", "created_at", "deactivated_at"])
    .where("id", "=", id),
);

export async function findUser(db: Db, id: string): Promise<Row<"user"> | undefined> {
  return await findById(db, id);
}

/** Whether this instance has any account, deactivated ones included. */
export async function hasUser(db: Db): Promise<boolean> {
  const found = await db.selectFrom("user").select("id").limit(1).executeTakeFirst();
  return found !== undefined;
}

export type NewUser = Omit<NewRow<"user">, "id" | "password_changed_at">;

/** @returns the new user's id, or undefined when the e-mail address is taken */
export async function insertUser(db: Db, row: NewUser): Promise<string | undefined> {
  const inserted = await db
    .insertInto("user")
    .values({ ...row, id: uuidv7(), password_changed_at: row.password_hash ? sql`now()` : null })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted?.id;
}

export async function updatePasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db
    .updateTable("user")
    .set({ password_hash: passwordHash, password_changed_at: sql`now()` })
    .where("id", "=", id)
    .execute();
}

/** @returns false when it was deactivated already */
export async function deactivateUser(db: Db, id: string): Promise<boolean> {
  const changed = await db
    .updateTable("user")
    .set({ deactivated_at: sql`now()` })
    .where("id", "=", id)
    .where("deactivated_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** @returns whether it was deactivated until now */
export async function reactivateUser(db: Db, id: string): Promise<boolean> {
  const changed = await db
    .updateTable("user")
    .set({ deactivated_at: null })
    .where("id", "=", id)
    .where("deactivated_at", "is not", null)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** Change a person's names, timezone and shortcuts. */
export async function updateProfile(
  db: Db,
  id: string,
  profile: Pick<Row<"user">, "first_name" | "last_name" | "timezone" | "single_key_shortcuts">,
): Promise<void> {
  await db.updateTable("user").set(profile).where("id", "=", id).execute();
}

/** Record that the owner proved the e-mail address. @returns false when it was proved before; that moment stays */
export async function markEmailVerified(db: Db, id: string): Promise<boolean> {
  const changed = await db
    .updateTable("user")
    .set({ email_verified_at: sql`now()` })
    .where("id", "=", id)
    .where("email_verified_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** Whether the account's owner has proved its e-mail address, or the operator vouched for it. */
export async function isEmailVerified(db: Db, id: string): Promise<boolean> {
  const user = await db.selectFrom("user").select("email_verified_at").where("id", "=", id).executeTakeFirst();
  return user !== undefined && user.email_verified_at !== null;
}
