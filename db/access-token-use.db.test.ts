import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { createToken, createUser } from "@/test/fixtures";
import { type UseRows, writeUse } from "./access-token-use";
import { connect } from "./database";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

const KEEP = { sources: 10, refusals: 10 };

test("instances that write the same tokens at once, in any order, neither deadlock nor lose a request", async () => {
  const { db } = test_;
  const user = await createUser(db);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => createToken(db, user)));
  const secrets = await db
    .selectFrom("access_token_secret")
    .select(["id", "token_id"])
    .where(
      "token_id",
      "in",
      tokens.map(({ id }) => id),
    )
    .execute();
  const instances = Array.from({ length: 6 }, () => connect(test_.url));
  const rounds = 12;

  const batch = (instance: number, round: number): UseRows => {
    const shuffled = [...secrets].sort(() => Math.random() - 0.5);
    const at = new Date(Date.UTC(2026, 4, 1, instance, round));
    return {
      lastUses: shuffled.map(({ token_id }) => ({ tokenId: token_id, usedAt: at, address: null, userAgent: "" })),
      usage: shuffled.map(({ token_id }) => ({
        tokenId: token_id,
        day: "2026-05-01",
        outcome: "token_expired",
        scope: "",
        requests: 1,
      })),
      // More than ten of each secret, so that every batch prunes, also what another is just writing.
      sources: shuffled
        .flatMap(({ id }) =>
          Array.from({ length: 4 }, (_, source) => ({
            secretId: id,
            address: "192.0.2.1",
            userAgent: `agent ${(instance + round * source) % 17}`,
            route: "GET /iam/v3/me/",
            requests: 1,
            refused: 0,
            firstSeenAt: at,
            lastSeenAt: new Date(at.getTime() + source),
          })),
        )
        .filter(
          (row, index, all) =>
            all.findIndex((other) => other.secretId === row.secretId && other.userAgent === row.userAgent) === index,
        ),
      refusals: shuffled.map(({ token_id }) => ({
        tokenId: token_id,
        day: "2026-05-01",
        reason: "token_expired",
        scope: "",
        route: "GET /iam/v3/me/",
        network: "192.0.2.1",
        at,
        client: { address: "192.0.2.1", userAgent: "", requestId: "" },
      })),
    };
  };
  await Promise.all(
    instances.map(async (instance, index) => {
      for (let round = 0; round < rounds; round++) await writeUse(instance, batch(index, round), KEEP);
    }),
  );
  await Promise.all(instances.map((instance) => instance.destroy()));

  const usage = await db.selectFrom("access_token_usage").select("requests").execute();
  expect(usage.map(({ requests }) => Number(requests))).toEqual(tokens.map(() => instances.length * rounds));
  const told = await db
    .selectFrom("activity")
    .where("type", "=", "access_token.refused")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  expect(Number(told.count)).toBe(tokens.length);
  const sources = await db
    .selectFrom("access_token_source")
    .select(["secret_id", (eb) => eb.fn.countAll<string>().as("count")])
    .groupBy("secret_id")
    .execute();
  // Two batches that end at the same moment may each leave one more; the next one takes it.
  await writeUse(test_.db, batch(9, 9), KEEP);
  expect(sources.every(({ count }) => Number(count) <= 10 + instances.length * 4)).toBe(true);
  const after = await db
    .selectFrom("access_token_source")
    .select(["secret_id", (eb) => eb.fn.countAll<string>().as("count")])
    .groupBy("secret_id")
    .execute();
  expect(after.map(({ count }) => Number(count))).toEqual(tokens.map(() => 10));
});
