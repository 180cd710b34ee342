import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { lockTokens } from "./token";
import { type Source, type UsageRows, writeUsage } from "./write-usage";

let test_: TestDatabase;
let tokens: { tokenId: string; secretId: string }[];
beforeAll(async () => {
  test_ = await createTestDatabase();
  const user = await createUser(test_.db);
  for (let i = 0; i < 20; i++) await createToken(test_.db, user);
  const secrets = await test_.db.selectFrom("access_token_secret").select(["id", "token_id"]).execute();
  tokens = secrets.map(({ id, token_id }) => ({ tokenId: token_id, secretId: id }));
});
afterAll(() => test_.destroy());

const KEEP = { sources: 10, refusals: 10 };
const INSTANCES = 6;
const ROUNDS = 15;
const NOTHING: UsageRows = { lastUses: [], usage: [], sources: [], refusals: [] };

/** Let several instances write batch after batch, all at once. */
async function race(batch: (instance: number, round: number) => UsageRows) {
  const instances = Array.from({ length: INSTANCES }, () => connect(test_.url));
  try {
    await Promise.all(
      instances.map(async (instance, index) => {
        for (let round = 0; round < ROUNDS; round++) await writeUsage(instance, batch(index, round), KEEP);
      }),
    );
  } finally {
    await Promise.all(instances.map((instance) => instance.destroy()));
  }
}

const shuffled = () => [...tokens].sort(() => Math.random() - 0.5);

test("instances that count the same tokens at once, in any order, neither deadlock nor lose a request", async () => {
  await race((instance, round) => {
    const order = shuffled();
    const row = { day: "2026-05-01", scope: "", reason: "token_expired", outcome: "token_expired" };
    const at = new Date(Date.UTC(2026, 4, 1, instance, round));
    const client = { address: "192.0.2.1", userAgent: "", requestId: "" };
    return {
      ...NOTHING,
      usage: order.map(({ tokenId }) => ({ ...row, tokenId, requests: 1 })),
      refusals: order.map(({ tokenId }) => ({ ...row, tokenId, at, client, network: client.address, route: "GET /" })),
    };
  });
  const usage = await test_.db.selectFrom("access_token_usage").select("requests").execute();
  expect(usage.map(({ requests }) => Number(requests))).toEqual(tokens.map(() => INSTANCES * ROUNDS));
  // One network, one reason, one day: told once for each token, whoever came first.
  const told = await test_.db.selectFrom("activity").select("target_id").execute();
  expect(told.map(({ target_id }) => target_id).sort()).toEqual(tokens.map(({ tokenId }) => tokenId).sort());
});

test("instances that write sources of the same secrets at once neither deadlock nor leave more than ten", async () => {
  let number = 0;
  const source = (secretId: string, userAgent: string): Source => {
    const at = new Date(Date.UTC(2026, 4, 1) + number++ * 1_000);
    const seen = { firstSeenAt: at, lastSeenAt: at };
    return { secretId, address: "192.0.2.1", userAgent, route: "GET /", requests: 1, refused: 0, ...seen };
  };
  await race((instance, round) => ({
    ...NOTHING,
    sources: shuffled().flatMap(({ secretId }) =>
      ["a", "b", "c", "d"].map((part) => source(secretId, `agent ${(instance + round) % 5} ${part}`)),
    ),
  }));
  // Batches that ended at the same moment may each have left some; the next one of the secret takes them.
  await writeUsage(test_.db, { ...NOTHING, sources: tokens.map(({ secretId }) => source(secretId, "last")) }, KEEP);
  const kept = await test_.db
    .selectFrom("access_token_source")
    .select(["secret_id", (eb) => eb.fn.countAll<string>().as("count")])
    .groupBy("secret_id")
    .execute();
  expect(kept.map(({ count }) => Number(count))).toEqual(tokens.map(() => 10));
});

test("use is written while its token is being changed, and waits for nobody who changes one", async () => {
  await test_.db.transaction().execute(async (trx) => {
    await lockTokens(
      trx,
      tokens.map(({ tokenId }) => tokenId),
    );
    const usage = tokens.map(({ tokenId }) => ({
      tokenId,
      day: "2026-11-03",
      outcome: "success",
      scope: "",
      requests: 1,
    }));
    const writing = writeUsage(test_.db, { ...NOTHING, usage }, KEEP).then(() => "written");
    const late = new Promise((resolve) => setTimeout(resolve, 5_000, "waits"));
    expect(await Promise.race([writing, late])).toBe("written");
  });
});
