import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { writeLastUses } from "./last-use";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

const use = (tokenId: string, minute: number, userAgent = `agent ${minute}`) => ({
  tokenId,
  usedAt: new Date(Date.UTC(2027, 0, 1, 0, minute)),
  address: "192.0.2.1",
  userAgent,
});

const lastUse = async (tokenId: string) =>
  await test_.db.selectFrom("access_token_last_use").selectAll().where("token_id", "=", tokenId).executeTakeFirst();

test("the newest use wins, in whatever order batches come", async () => {
  const token = await createToken(test_.db, await createUser(test_.db));
  await writeLastUses(test_.db, [use(token.id, 5)]);
  await writeLastUses(test_.db, [use(token.id, 3)]);
  expect((await lastUse(token.id))?.user_agent).toBe("agent 5");
  await writeLastUses(test_.db, [use(token.id, 9)]);
  expect((await lastUse(token.id))?.user_agent).toBe("agent 9");
});

test("a token that is gone meanwhile is passed over, and the others of the batch are written", async () => {
  const token = await createToken(test_.db, await createUser(test_.db));
  await writeLastUses(test_.db, [use("019379a0-0000-7000-8000-00000000dead", 1), use(token.id, 1)]);
  expect((await lastUse(token.id))?.user_agent).toBe("agent 1");
});

test("sixty uses are one statement", async () => {
  const user = await createUser(test_.db);
  const tokens = await Promise.all(Array.from({ length: 60 }, () => createToken(test_.db, user)));
  let statements = 0;
  const counting = test_.db.withPlugin({
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await writeLastUses(
    counting,
    tokens.map((token) => use(token.id, 1)),
  );
  expect(statements).toBe(1);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from access_token_last_use where token_id = any(${tokens.map(({ id }) => id)})`.execute(
    test_.db,
  );
  expect(rows[0]?.count).toBe(60);
});

test("writers with the same tokens in opposite orders do not deadlock", async () => {
  const user = await createUser(test_.db);
  const tokens = await Promise.all(Array.from({ length: 40 }, () => createToken(test_.db, user)));
  const batches = Array.from({ length: 20 }, (_, round) => {
    const uses = tokens.map((token) => use(token.id, round));
    return round % 2 === 0 ? uses : uses.reverse();
  });
  await Promise.all(batches.map((batch) => writeLastUses(test_.db, batch)));
  for (const token of tokens) expect((await lastUse(token.id))?.user_agent).toBe("agent 19");
});
