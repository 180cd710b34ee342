import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { closeDatabase } from "@/db/database";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { type Relay, relayTo } from "@/test/mail/relay";
import { spansWithin } from "@/test/spans";
import type { UsedRequest } from "./batch";
import { flushUsage, recordUsage } from "./record";

let test_: TestDatabase;
let relay: Relay;
beforeAll(async () => {
  test_ = await createTestDatabase();
  const url = new URL(test_.url);
  relay = await relayTo(Number(url.port || 5432));
  url.host = `127.0.0.1:${relay.port}`;
  process.env.DATABASE_URL = url.href;
});
afterAll(async () => {
  await flushUsage();
  await closeDatabase();
  await relay.cut();
  await test_.destroy();
});

async function token() {
  const { id } = await createToken(test_.db, await createUser(test_.db));
  const secret = await test_.db
    .selectFrom("access_token_secret")
    .select("id")
    .where("token_id", "=", id)
    .executeTakeFirstOrThrow();
  return { tokenId: id, secretId: secret.id };
}

type Given = Partial<UsedRequest> & { tokenId: string; secretId: string; address?: string; userAgent?: string };

function use({ address = "192.0.2.1", userAgent = "curl/8.5.0", ...given }: Given): UsedRequest {
  return {
    outcome: "success",
    scope: "tokens:read",
    route: "GET /iam/v3/access-tokens/",
    now: new Date("2026-05-01T12:00:00Z"),
    client: { address, userAgent, requestId: "request-1" },
    ...given,
  };
}

const usageOf = async (tokenId: string) =>
  (
    await test_.db
      .selectFrom("access_token_usage")
      .select(["outcome", "scope", "requests"])
      .where("token_id", "=", tokenId)
      .orderBy("outcome")
      .execute()
  ).map(({ outcome, scope, requests }) => `${outcome} ${scope} ${requests}`);

const sourcesOf = async (secretId: string) =>
  await test_.db
    .selectFrom("access_token_source")
    .selectAll()
    .where("secret_id", "=", secretId)
    .orderBy("last_seen_at")
    .execute();

const lastUseOf = async (tokenId: string) =>
  await test_.db.selectFrom("access_token_last_use").selectAll().where("token_id", "=", tokenId).executeTakeFirst();

const refusalsOf = async (tokenId: string) =>
  await test_.db
    .selectFrom("activity")
    .selectAll()
    .where("target_id", "=", tokenId)
    .where("type", "=", "access_token.refused")
    .orderBy("created_at")
    .execute();

/** Everything that is sent to the database from now on, begin and commit too. */
function countStatements(): () => number {
  let statements = 0;
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: Parameters<typeof original>) {
    statements++;
    return Reflect.apply(original, this, args);
  } as typeof original;
  onTestFinished(() => {
    pg.Client.prototype.query = original;
  });
  return () => statements;
}

test("10,000 requests a second of many tokens add no more than a few statements a second", async () => {
  const tokens = await Promise.all(Array.from({ length: 40 }, token));
  const statements = countStatements();
  const [rate, all, perTick] = [10_000, 50_000, 100];
  const started = performance.now();
  let sent = 0;
  // A machine that is busy with other things catches up.
  while (sent < all) {
    while (sent < all && sent < ((performance.now() - started) * rate) / 1_000) {
      for (let request = 0; request < perTick; request++, sent++) {
        const one = tokens[sent % tokens.length];
        if (one === undefined) throw new Error("there are tokens");
        const refused = sent % 10 === 0;
        recordUsage(
          use({
            ...one,
            outcome: refused ? "insufficient_scope" : "success",
            scope: refused ? "deployments:write" : "tokens:read",
            userAgent: `agent ${sent % 7}`,
            now: new Date(),
          }),
        );
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await flushUsage();
  const seconds = (performance.now() - started) / 1_000;
  // begin, five statements and commit every two to four seconds, and once more at the end
  expect(statements() / seconds).toBeLessThanOrEqual(5);
  const { total } = await test_.db
    .selectFrom("access_token_usage")
    .where(
      "token_id",
      "in",
      tokens.map(({ tokenId }) => tokenId),
    )
    .select((eb) => eb.fn.sum<string>("requests").as("total"))
    .executeTakeFirstOrThrow();
  expect(Number(total)).toBe(sent);
}, 20_000);

test("use is counted by outcome and scope, and refusals are no use", async () => {
  const one = await token();
  for (let request = 0; request < 3; request++) recordUsage(use(one));
  recordUsage(use({ ...one, scope: "", route: "GET /iam/v3/me/", now: new Date("2026-05-01T12:00:05Z") }));
  recordUsage(use({ ...one, outcome: "token_expired", scope: "", now: new Date("2026-05-01T13:00:00Z") }));
  await flushUsage();
  expect(await usageOf(one.tokenId)).toEqual(["success  1", "success tokens:read 3", "token_expired  1"]);
  expect((await lastUseOf(one.tokenId))?.used_at).toEqual(new Date("2026-05-01T12:00:05Z"));
  expect(await sourcesOf(one.secretId)).toMatchObject([{ requests: "4", refused: "1", address: "192.0.2.1" }]);
});

test("a token of which only an expired secret is tried was never used", async () => {
  const one = await token();
  recordUsage(use({ ...one, outcome: "token_expired", scope: "" }));
  recordUsage(use({ ...one, outcome: "token_revoked", scope: "" }));
  await flushUsage();
  expect(await lastUseOf(one.tokenId)).toBeUndefined();
  expect(await usageOf(one.tokenId)).toEqual(["token_expired  1", "token_revoked  1"]);
});

test("of each secret the last ten sources stay, over batches too", async () => {
  const one = await token();
  for (let batch = 0; batch < 4; batch++) {
    for (let source = 0; source < 4; source++) {
      const minute = batch * 4 + source;
      recordUsage(use({ ...one, userAgent: `agent ${minute}`, now: new Date(Date.UTC(2026, 4, 1, 0, minute)) }));
    }
    await flushUsage();
  }
  const sources = await sourcesOf(one.secretId);
  expect(sources.map(({ user_agent }) => user_agent)).toEqual(Array.from({ length: 10 }, (_, i) => `agent ${i + 6}`));
  // Whoever comes back is the same source.
  recordUsage(use({ ...one, userAgent: "agent 6", route: "GET /iam/v3/me/", now: new Date("2026-05-02T00:00:00Z") }));
  await flushUsage();
  expect((await sourcesOf(one.secretId)).at(-1)).toMatchObject({
    user_agent: "agent 6",
    requests: "2",
    route: "GET /iam/v3/me/",
    first_seen_at: new Date("2026-05-01T00:06:00Z"),
    last_seen_at: new Date("2026-05-02T00:00:00Z"),
  });
});

test("a refusal is told once for each token, reason, network and day, with its client", async () => {
  const one = await token();
  const expired = { ...one, outcome: "token_expired", scope: "" };
  for (let batch = 0; batch < 3; batch++) {
    for (let request = 0; request < 5; request++)
      recordUsage(use({ ...expired, userAgent: `agent ${batch} ${request}` }));
    recordUsage(use({ ...expired, address: "2001:db8::1" }));
    recordUsage(use({ ...expired, address: `2001:db8::${batch + 2}` }));
    recordUsage(use({ ...one, outcome: "insufficient_scope", scope: "deployments:write" }));
    recordUsage(use({ ...one, outcome: "insufficient_scope", scope: "tokens:write" }));
    await flushUsage();
  }
  recordUsage(use({ ...expired, now: new Date("2026-05-02T00:00:00Z") }));
  await flushUsage();
  const told = (await refusalsOf(one.tokenId)).map((row) => ({ after: row.after, address: row.address }));
  expect(told).toHaveLength(5);
  expect(told).toEqual(
    expect.arrayContaining([
      { after: { reason: "token_expired", scope: null, route: "GET /iam/v3/access-tokens/" }, address: "192.0.2.1" },
      { after: { reason: "token_expired", scope: null, route: "GET /iam/v3/access-tokens/" }, address: "2001:db8::1" },
      expect.objectContaining({ after: expect.objectContaining({ scope: "deployments:write" }) }),
      expect.objectContaining({ after: expect.objectContaining({ scope: "tokens:write" }) }),
    ]),
  );
  const row = (await refusalsOf(one.tokenId)).find(({ user_agent }) => user_agent.startsWith("agent"));
  expect(row).toMatchObject({ user_agent: "agent 0 0", request_id: "request-1", actor_user_id: null });
  expect(row?.user_id).not.toBeNull();
});

test("nobody fills the activity by refusals from many networks", async () => {
  const one = await token();
  for (let batch = 0; batch < 4; batch++) {
    for (let host = 0; host < 8; host++) {
      recordUsage(use({ ...one, outcome: "token_revoked", scope: "", address: `10.0.${batch}.${host}` }));
    }
    await flushUsage();
  }
  expect(await refusalsOf(one.tokenId)).toHaveLength(10);
  expect(await usageOf(one.tokenId)).toEqual(["token_revoked  32"]);
});

test("while the database is away what happens is kept, and written when it is back", async () => {
  const one = await token();
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await relay.cut();
  for (let round = 0; round < 3; round++) {
    recordUsage(use({ ...one, now: new Date(Date.UTC(2026, 4, 1, 12, round)) }));
    await flushUsage();
  }
  expect(logged.mock.calls.filter(([text]) => String(text).includes("the database is away"))).toHaveLength(1);
  logged.mockRestore();
  await relay.mend();
  await flushUsage();
  expect(await usageOf(one.tokenId)).toEqual(["success tokens:read 3"]);
  expect((await lastUseOf(one.tokenId))?.used_at).toEqual(new Date("2026-05-01T12:02:00Z"));
});

test("a token that is deleted meanwhile is passed over, and the others of the batch are written", async () => {
  const [gone, one] = [await token(), await token()];
  recordUsage(use({ ...gone, outcome: "token_expired", scope: "" }));
  recordUsage(use(gone));
  recordUsage(use(one));
  await test_.db.deleteFrom("access_token").where("id", "=", gone.tokenId).execute();
  await flushUsage();
  expect(await usageOf(one.tokenId)).toEqual(["success tokens:read 1"]);
  expect(await refusalsOf(gone.tokenId)).toEqual([]);
});

test("what many requests have used is written as a part of nobody's", async () => {
  const given = await token();
  const told = await spansWithin(async () => {
    recordUsage(use(given));
    await flushUsage();
  });
  expect(await usageOf(given.tokenId)).toEqual(["success tokens:read 1"]);
  expect(told).toEqual([]);
});
