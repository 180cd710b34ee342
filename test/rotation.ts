import { sql } from "kysely";
import type { Db } from "@/db/database";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import type { TokenPrincipal } from "@/lib/authorization/principal";

const CLIENT = { address: "192.0.2.9", userAgent: "vitest", requestId: "test" };

/** A request with this secret. */
export const use = async (db: Db, secret: string) => await authenticate(db, `Bearer ${secret}`, CLIENT);

/** The principal that a request with this secret has. */
export async function principalOf(db: Db, secret: string): Promise<TokenPrincipal> {
  const result = await use(db, secret);
  if (result.status !== "authenticated") throw new Error(result.status);
  return result.principal;
}

/** The states of all secrets of a token, oldest first. */
export async function statesOf(db: Db, tokenId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("access_token_secret")
    .select("state")
    .where("token_id", "=", tokenId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(({ state }) => state);
}

/** The activity of a token, oldest first. */
export const activityOf = async (db: Db, tokenId: string) =>
  await db.selectFrom("activity").selectAll().where("target_id", "=", tokenId).orderBy("id").execute();

/** Let this much time pass for a token's secrets and its revoke: everything that has happened to it lies that much further back. */
export async function letTimePass(db: Db, tokenId: string, seconds: number): Promise<void> {
  const earlier = (column: string) => sql<Date>`${sql.ref(column)} - make_interval(secs => ${seconds})`;
  await db
    .updateTable("access_token_secret")
    .set({
      created_at: earlier("created_at"),
      first_used_at: earlier("first_used_at"),
      retiring_since: earlier("retiring_since"),
      retires_at: earlier("retires_at"),
    })
    .where("token_id", "=", tokenId)
    .execute();
  await db
    .updateTable("access_token")
    .set({ revoked_at: earlier("revoked_at"), created_at: earlier("created_at") })
    .where("id", "=", tokenId)
    .execute();
}
