import { sql } from "kysely";
import { expect } from "vitest";
import type { Db } from "@/db/database";
import { test } from "@/test/database/test";
import { createToken } from "@/test/fixtures";
import { writeLastUses } from "./last-use";

const use = (tokenId: string, minute: number, userAgent = `agent ${minute}`) => ({
  tokenId,
  usedAt: new Date(Date.UTC(2027, 0, 1, 0, minute)),
  address: "192.0.2.1",
  userAgent,
});

const lastUse = async (db: Db, tokenId: string) =>
  await db.selectFrom("access_token_last_use").selectAll().where("token_id", "=", tokenId).executeTakeFirst();

test("the newest use wins, in whatever order batches come", async ({ db, mira }) => {
  const token = await createToken(db, mira);
  await writeLastUses(db, [use(token.id, 5)]);
  await writeLastUses(db, [use(token.id, 3)]);
  expect((await lastUse(db, token.id))?.user_agent).toBe("agent 5");
  await writeLastUses(db, [use(token.id, 9)]);
  expect((await lastUse(db, token.id))?.user_agent).toBe("agent 9");
});

test("a token that is gone meanwhile is passed over, and the others of the batch are written", async ({ db, mira }) => {
  const token = await createToken(db, mira);
  await writeLastUses(db, [use("019379a0-0000-7000-8000-00000000dead", 1), use(token.id, 1)]);
  expect((await lastUse(db, token.id))?.user_agent).toBe("agent 1");
});

test("sixty uses are one statement", async ({ db, mira }) => {
  const tokens = await Promise.all(Array.from({ length: 60 }, () => createToken(db, mira)));
  let statements = 0;
  const counting = db.withPlugin({
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
    db,
  );
  expect(rows[0]?.count).toBe(60);
});

test("writers with the same tokens in opposite orders do not deadlock", async ({ db, mira }) => {
  const tokens = await Promise.all(Array.from({ length: 40 }, () => createToken(db, mira)));
  const batches = Array.from({ length: 20 }, (_, round) => {
    const uses = tokens.map((token) => use(token.id, round));
    return round % 2 === 0 ? uses : uses.reverse();
  });
  await Promise.all(batches.map((batch) => writeLastUses(db, batch)));
  for (const token of tokens) expect((await lastUse(db, token.id))?.user_agent).toBe("agent 19");
});
