import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertSession } from "@/db/account/session";
import { digestOf, generateSecret } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { findSecretForAuthentication, findSecretForAuthenticationById } from "./access-token/authentication";
import { findLiveSession } from "./account/session";
import type { Db } from "./database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

const kept = async (db: Db) => {
  const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db);
  return rows.length;
};

test("what every request asks is planned once for each connection, whatever it is asked about", async () => {
  const user = await createUser(database.db);
  const token = await createToken(database.db, user);
  const session = await insertSession(database.db, {
    user_id: user.id,
    method: "password",
    address: null,
    user_agent: "",
  });
  const digest = digestOf(token.secret, tokenDigestKey().key);
  const nobodys = digestOf(generateSecret("lk", "pat"), tokenDigestKey().key);
  await database.db.connection().execute(async (db) => {
    for (let n = 0; n < 8; n++) {
      const found = await findSecretForAuthentication(db, digest);
      expect(found).toMatchObject({ token_id: token.id, limits: [], memberships: [] });
      expect(await findSecretForAuthentication(db, nobodys)).toBeUndefined();
      expect(await findSecretForAuthenticationById(db, found?.secret_id ?? "")).toMatchObject({ token_id: token.id });
      expect(await findLiveSession(db, session)).toMatchObject({ id: session, user_id: user.id });
    }
    expect(await kept(db)).toBe(3);
    // An upgrade adds columns while the former version is still asking.
    await sql`alter table access_token add column later text`.execute(database.db);
    expect(await findSecretForAuthentication(db, digest)).toMatchObject({ token_id: token.id });
  });
});

test("each transaction sees its own writes through it", async () => {
  const user = await createUser(database.db);
  const { id, secret } = await createToken(database.db, user);
  const digest = digestOf(secret, tokenDigestKey().key);
  await database.db.transaction().execute(async (trx) => {
    await trx.updateTable("access_token").set({ label: "Written" }).where("id", "=", id).execute();
    expect((await findSecretForAuthentication(trx, digest))?.label).toBe("Written");
    expect((await findSecretForAuthentication(database.db, digest))?.label).not.toBe("Written");
  });
});
