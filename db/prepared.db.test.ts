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
import { prepareShapes } from "./statement/shapes";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

const kept = async (db: Db) => {
  const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db);
  return rows.map(({ name }) => name);
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
    // What made the token may be kept too, by a process that has made many.
    const before = await kept(db);
    for (let n = 0; n < 8; n++) {
      const found = await findSecretForAuthentication(db, digest);
      expect(found).toMatchObject({ token_id: token.id, limits: [], memberships: [] });
      expect(await findSecretForAuthentication(db, nobodys)).toBeUndefined();
      expect(await findSecretForAuthenticationById(db, found?.secret_id ?? "")).toMatchObject({ token_id: token.id });
      expect(await findLiveSession(db, session)).toMatchObject({ id: session, user_id: user.id });
    }
    expect((await kept(db)).filter((name) => !before.includes(name))).toHaveLength(3);
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

type Asked = { ids: readonly string[]; email: string | null; isActive: boolean };

const labelOf = prepareShapes((db, kind: { more: string }, { ids, email, isActive }: Asked) =>
  db
    .selectFrom("user")
    .select([sql<string>`concat(email, ${kind.more}::text)`.as("label")])
    .$if(ids.length > 0, (query) => query.where(sql<boolean>`id = any(${ids}::uuid[])`))
    .$if(email !== null, (query) => query.where("email", "=", email))
    .$if(isActive, (query) => query.where("deactivated_at", "is", null))
    .orderBy("email"),
);

test("a statement of many shapes gets its values each time, and nobody else's", async () => {
  const [one, two] = [await createUser(database.db), await createUser(database.db)];
  const none: Asked = { ids: [], email: null, isActive: true };
  const found = async (given: Partial<Asked>, more = "") =>
    (await labelOf(database.db, { more }, { ...none, ...given })).map(({ label }) => label);
  const each = async (round: number) => {
    for (const { id, email } of [one, two]) {
      expect(await found({ ids: [id] })).toEqual([email]);
      expect(await found({ email }, `${round}`)).toEqual([`${email}${round}`]);
      expect(await found({ ids: [id], email, isActive: false })).toEqual([email]);
    }
    expect(await found({ ids: [one.id], email: two.email })).toEqual([]);
  };
  await each(0);
  // More shapes than are remembered.
  for (let n = 0; n < 110; n++) expect(await found({ email: two.email }, `${n}`)).toEqual([`${two.email}${n}`]);
  await each(0);
  expect(await found({ ids: [two.id, one.id] })).toEqual([one.email, two.email].sort());
  expect(await found({})).toEqual(expect.arrayContaining([one.email, two.email]));
});

test("a list that is not handed on as it was given is refused, not forgotten", async () => {
  const copied = prepareShapes((db, _kind: null, { ids }: { ids: readonly string[] }) =>
    db
      .selectFrom("user")
      .select("id")
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`),
  );
  await expect(copied(database.db, null, { ids: ["a"] })).rejects.toThrow("does not hand on");
});
