import type { Db } from "./database";

/** Keep the fingerprint of the instance's secret, unless there is one already. @returns the one that is kept */
export async function insertFingerprint(db: Db, fingerprint: string): Promise<string> {
  await db
    .insertInto("instance")
    .values({ secret_fingerprint: fingerprint })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.selectFrom("instance").select("secret_fingerprint").executeTakeFirstOrThrow();
  return row.secret_fingerprint;
}
