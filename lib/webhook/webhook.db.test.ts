import { sql } from "kysely";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertPolicy } from "@/db/organisation/policy";
import { forgetProcessWide } from "@/db/process-wide";
import { type DeliveryTry, listDeliveries } from "@/db/webhook/delivery";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { recordActivity } from "@/lib/activity/record";
import { requestDeployment } from "@/lib/deployment/request";
import { invite } from "@/lib/invitation/invite";
import { removeMember } from "@/lib/organisation/member/remove";
import { withdrawAccess } from "@/lib/organisation/token/withdraw";
import { startWork } from "@/lib/work/start";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase } from "@/test/database/dump";
import { createAgency, createApplication, createOrganisationToken, createToken } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { waitFor } from "@/test/wait";
import { type ReceiverUnderTest, startReceiver } from "@/test/webhook/receiver";
import { work } from "@/test/work";
import { confirmSigningSecretStored } from "./confirm-stored";
import { createWebhook, MOST_WEBHOOKS } from "./create";
import { EVENT_TYPES, EVENTS, type EventType } from "./events";
import { signingHintOf } from "./hint";
import { pauseWebhook, resumeWebhook } from "./pause";
import { replaceSigningSecret } from "./replace-secret";
import { replayDelivery } from "./replay";
import { ATTEMPTS } from "./schedule";
import { sendTest } from "./send-test";

let database: TestDatabase;
let receiver: ReceiverUnderTest;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  database = await createTestDatabase();
  settings({ WEBHOOKS_PRIVATE_NETWORKS: "1" });
  worker = await startWork({ databaseUrl: database.url, scheduled: false });
});
afterAll(async () => {
  await worker.stop();
  await database.destroy();
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

function settings(given: Record<string, string>) {
  Object.assign(process.env, given);
  forgetProcessWide("env");
}

/** An agency with a webhook that gets these events, and what its receiver got. */
async function scene(events: readonly EventType[] = EVENT_TYPES, url = receiver.url) {
  const { db } = database;
  const agency = await createAgency(db);
  const owner = await signIn(db, agency.people.owner);
  const result = await createWebhook(db, owner, agency.organisation.id, { url, description: "", events: [...events] });
  if (result.status !== "created") throw new Error(`no webhook: ${result.status}`);
  const target = { organisationId: agency.organisation.id, webhookId: result.webhook.id };
  const deliveries = () =>
    db.selectFrom("webhook_delivery").selectAll().where("webhook_id", "=", result.webhook.id).orderBy("id").execute();
  const delivered = async (count: number) => {
    await waitFor(async () => (await ended(count)) ?? false, `${count} deliveries that have ended`);
    return await deliveries();
  };
  const ended = async (count: number) => {
    const rows = await deliveries();
    return rows.length >= count && rows.every(({ state }) => state === "delivered" || state === "failed");
  };
  /** The activity of adding it is the first that it hears of. */
  const settled = async () => {
    await delivered(events.includes("activity") ? 1 : 0);
    receiver.received.length = 0;
  };
  await settled();
  return { ...agency, owner, webhook: result.webhook, secret: result.secret, target, deliveries, delivered };
}

const verified = (secret: string, { body, headers }: ReceiverUnderTest["received"][number]) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as {
    type: EventType;
    version: number;
    data: Record<string, unknown>;
  };

const record = (organisation: { id: string }, type = "team.created", label = "Backend") =>
  recordActivity(database.db, {
    type,
    organisationId: organisation.id,
    actor: {},
    target: { type: "team", id: organisation.id, label },
    client: { address: "192.0.2.9", userAgent: "vitest", requestId: "test" },
  });

test("what happens is sent once, as its schema says, and signed so that the standard’s library accepts it", async () => {
  const { db } = database;
  const { organisation, people, owner, webhook, secret, delivered } = await scene();
  const token = await createOrganisationToken(db, organisation, { label: "Nightly" });
  const laptop = await createToken(db, people.member, { label: "Laptop" });
  const application = await createApplication(db, organisation);
  await revokeToken(db, owner, { id: token.id, reason: "In a repository", leaked: true });
  await withdrawAccess(db, owner, { organisationId: organisation.id, tokenId: laptop.id, reason: null });
  await requestDeployment(db, owner, { environment: application.environments.test ?? "" });
  await removeMember(db, owner, { organisationId: organisation.id, userId: people.guest.id });
  await delivered(1 + 9);
  const { rows } = await listDeliveries(db, webhook.id, {}, { limit: 50, offset: 0 });
  expect([rows.length, rows.some((row) => "payload" in row)]).toEqual([10, false]);
  const messages = receiver.received.map((message) => ({
    ...verified(secret, message),
    id: message.headers["webhook-id"],
  }));
  expect(messages.map(({ type }) => type).sort()).toEqual(
    [
      "token.revoked",
      "token.leaked",
      "token.blocked",
      "deployment.requested",
      "member.left",
      ...["activity", "activity", "activity", "activity"],
    ].sort(),
  );
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
  for (const { type, version, data } of messages) {
    expect(version).toBe(1);
    expect(EVENTS[type].data.parse(data)).toMatchObject({ organisation: { uuid: organisation.id } });
  }
  const dataOf = (type: EventType) => messages.find((message) => message.type === type)?.data;
  expect(dataOf("token.leaked")).toMatchObject({ token: { uuid: token.id, label: "Nightly" }, leaked_token: null });
  expect(dataOf("token.blocked")).toMatchObject({ token: { uuid: laptop.id }, access: "withdrawn" });
  expect(dataOf("member.left")).toMatchObject({ member: { uuid: people.guest.id, role: "guest" }, removed: true });
  expect(dataOf("deployment.requested")).toMatchObject({ environment: { slug: "test" } });
});

test("a personal token is told of where it reaches, and nowhere else", async () => {
  const { db } = database;
  const here = await scene(["token.revoked"]);
  const everything = await createToken(db, here.people.member, { label: "Everything" });
  const elsewhere = await createToken(db, here.people.member, { label: "Elsewhere", limits: [] });
  const member = await signIn(db, here.people.member);
  for (const { id } of [elsewhere, everything]) await revokeToken(db, member, { id, reason: null, leaked: false });
  await here.delivered(1);
  await work(db, "announce_webhooks");
  const messages = (await here.deliveries()).map(({ payload }) => JSON.parse(payload));
  expect(messages).toMatchObject([
    {
      type: "token.revoked",
      data: { token: { label: "Everything", owner: { type: "user" } }, revoke_kind: "by_owner" },
    },
  ]);
});

test("neither a secret nor an address of somebody outside is in a message, and no signing secret in the database", async () => {
  const { db } = database;
  const { organisation, people, owner, secret, deliveries } = await scene();
  const token = await createOrganisationToken(db, organisation);
  await revokeToken(db, owner, { id: token.id, reason: "Seen by eve@outside.example", leaked: false });
  await invite(db, owner, organisation.id, { email: "eve@outside.example", role: "member", applications: [] });
  await removeMember(db, owner, { organisationId: organisation.id, userId: people.guest.id });
  await record(organisation, "team.created", `Team of ${people.member.email}`);
  await waitFor(async () => (await deliveries()).some(({ payload }) => payload.includes("Team of")), "the last entry");
  const payloads = (await deliveries()).map(({ payload }) => payload).join("\n");
  expect(payloads).toContain("invitation.created");
  expect(payloads).not.toContain("outside.example");
  expect(payloads).not.toContain(people.guest.email);
  expect(payloads).not.toContain("192.0.2.9");
  expect(payloads).toContain(people.member.email);
  const dump = (await dumpDatabase(db)).join("\n");
  for (const hidden of [secret, secret.slice(6), token.secret]) expect(dump).not.toContain(hidden);
});

test("an event exists if and only if what happened is committed; without a webhook nothing is written", async () => {
  const { db } = database;
  const { organisation, deliveries, delivered } = await scene(["activity"]);
  const undone = db.transaction().execute(async (trx) => {
    await recordActivity(trx, {
      type: "team.deleted",
      organisationId: organisation.id,
      actor: {},
      client: { address: null, userAgent: "", requestId: "" },
    });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await record(organisation);
  await delivered(2);
  expect((await deliveries()).map(({ payload }) => JSON.parse(payload).data.activity.type)).toEqual([
    "webhook.created",
    "team.created",
  ]);
  const without = await createAgency(db);
  await db.transaction().execute(async (trx) => {
    await record(without.organisation);
    await recordActivity(trx, {
      type: "team.created",
      organisationId: without.organisation.id,
      actor: {},
      client: { address: null, userAgent: "", requestId: "" },
    });
    const { rows } = await sql<{ written: boolean }>`
      select exists (select from webhook_outbox) or current_setting('latchkey.webhook_announced', true) <> '' as written`.execute(
      trx,
    );
    expect(rows).toEqual([{ written: false }]);
  });
});

test("during the overlap both secrets sign, then the new one alone", async () => {
  const { db } = database;
  const { owner, target, secret, delivered } = await scene(["token.created"]);
  const replaced = await replaceSigningSecret(db, owner, target);
  if (replaced.status !== "secret_replaced") throw new Error(replaced.status);
  await sendTest(db, owner, target);
  const [first] = await receiver.until(1);
  if (first === undefined) throw new Error("no message");
  for (const one of [secret, replaced.secret]) expect(verified(one, first).type).toBe("webhook.test");
  await db.updateTable("webhook").set({ former_until: sql`now()` }).where("id", "=", target.webhookId).execute();
  await sendTest(db, owner, target);
  const [, second] = await receiver.until(2);
  if (second === undefined) throw new Error("no message");
  expect(verified(replaced.secret, second).type).toBe("webhook.test");
  expect(() => verified(secret, second)).toThrow("No matching signature");
  await delivered(2);
});

test("a secret that was shown and never stored is the one that ends when it is replaced: receivers know the one before it", async () => {
  const { db } = database;
  const { owner, target, secret, delivered } = await scene(["token.created"]);
  const replace = async () => {
    const result = await replaceSigningSecret(db, owner, target);
    if (result.status !== "secret_replaced") throw new Error(result.status);
    return result.secret;
  };
  const storedAt = async () =>
    (
      await db
        .selectFrom("webhook")
        .select("secret_stored_at")
        .where("id", "=", target.webhookId)
        .executeTakeFirstOrThrow()
    ).secret_stored_at;
  const confirm = async (one: string) =>
    (await confirmSigningSecretStored(db, owner, target, signingHintOf(one))).status;
  const signers = async (secrets: string[], count: number) => {
    await sendTest(db, owner, target);
    const message = (await receiver.until(count)).at(-1);
    if (message === undefined) throw new Error("no message");
    return secrets.map((one) => {
      try {
        verified(one, message);
        return true;
      } catch {
        return false;
      }
    });
  };
  expect(await storedAt()).toBeNull();
  expect(await confirm(secret)).toBe("stored");
  expect(await storedAt()).not.toBeNull();
  const lost = await replace();
  expect(await storedAt()).toBeNull();
  const second = await replace();
  expect(await signers([secret, lost, second], 1)).toEqual([true, false, true]);
  expect(await confirm(lost)).toBe("replaced");
  expect(await storedAt()).toBeNull();
  expect(await confirm(second)).toBe("stored");
  const third = await replace();
  expect(await signers([secret, second, third], 2)).toEqual([false, true, true]);
  await delivered(2);
});

describe("a receiver that fails", () => {
  /** The next attempt is due now. */
  const due = (webhookId: string) =>
    database.db
      .updateTable("webhook_delivery")
      .set({ next_attempt_at: sql`now()` })
      .where("webhook_id", "=", webhookId)
      .where("state", "=", "queued")
      .execute();

  test("is tried again as the standard recommends, and given up after the last attempt", async () => {
    const { db } = database;
    receiver.on(() => ({ status: 500 }));
    const { owner, target, deliveries } = await scene(["token.created"]);
    await sendTest(db, owner, target);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await waitFor(async () => {
        const [row] = await deliveries();
        return row?.attempts === attempt && row.state !== "sending";
      }, `attempt ${attempt}`);
      const [row] = await deliveries();
      const [latest] = (row?.tries ?? []) as DeliveryTry[];
      expect(latest).toMatchObject({ code: 500, error: null });
      if (row?.state === "queued") waits.push((row.next_attempt_at.getTime() - Date.parse(latest?.at ?? "")) / 1000);
      await due(target.webhookId);
      await work(db, "sweep_webhooks");
    }
    const recommended = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(waits.map((wait, at) => wait >= (recommended[at] ?? 0) && wait <= (recommended[at] ?? 0) * 1.1)).toEqual(
      recommended.map(() => true),
    );
    expect(await deliveries()).toMatchObject([{ state: "failed", attempts: ATTEMPTS }]);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([ATTEMPTS, 1]);
  });

  test("for days is switched off, and owners and admins are told once; resumed, it gets what waited", async () => {
    const { db } = database;
    receiver.on(() => ({ status: 503 }));
    const { organisation, people, owner, target, deliveries, delivered } = await scene(["token.created"]);
    await sendTest(db, owner, target);
    const failing = async (attempts: number) =>
      await waitFor(async () => {
        const [row] = await deliveries();
        return row?.state === "queued" && row.attempts === attempts;
      }, `attempt ${attempts}`);
    await failing(1);
    await db
      .updateTable("webhook")
      .set({ failing_since: sql`now() - interval '5 days'` })
      .where("id", "=", target.webhookId)
      .execute();
    await due(target.webhookId);
    await work(db, "sweep_webhooks");
    const notices = () =>
      db
        .selectFrom("notice")
        .select(["user_id", "detail"])
        .where("kind", "=", "webhook_switched_off")
        .orderBy("user_id")
        .execute();
    await waitFor(async () => (await notices()).length > 0, "the notices");
    expect((await notices()).map(({ user_id }) => user_id)).toEqual([people.owner.id, people.admin.id].sort());
    expect(await sendTest(db, owner, target)).toEqual({ status: "webhook_off" });
    await due(target.webhookId);
    await work(db, "sweep_webhooks");
    expect((await deliveries())[0]?.attempts).toBe(2);
    receiver.on(() => ({ status: 204 }));
    expect(await resumeWebhook(db, owner, target)).toMatchObject({ status: "resumed" });
    await delivered(1);
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 3 }]);
    const types = await db
      .selectFrom("activity")
      .select("type")
      .where("organisation_id", "=", organisation.id)
      .orderBy("id")
      .execute();
    expect(types.map(({ type }) => type)).toEqual([
      "webhook.created",
      "webhook.tested",
      "webhook.switched_off",
      "webhook.resumed",
    ]);
  });

  test("by saying that it is gone is switched off at once", async () => {
    const { db } = database;
    receiver.on(() => ({ status: 410 }));
    const { owner, target, delivered } = await scene(["token.created"]);
    await sendTest(db, owner, target);
    expect(await delivered(1)).toMatchObject([{ state: "failed", attempts: 1 }]);
    const isOff = async () => {
      const row = await db
        .selectFrom("webhook")
        .select("switched_off_at")
        .where("id", "=", target.webhookId)
        .executeTakeFirst();
      return row?.switched_off_at != null;
    };
    await waitFor(isOff, "the end of it");
  });

  test("by never answering keeps two requests at most, and nobody else waiting", async () => {
    const { db } = database;
    const slow = await startReceiver();
    slow.on(() => "hang");
    const hanging = await scene(["token.created"], slow.url);
    for (let count = 0; count < 4; count++) await sendTest(db, hanging.owner, hanging.target);
    await slow.until(2);
    const other = await scene(["token.created"]);
    await sendTest(db, other.owner, other.target);
    await receiver.until(1);
    const states = (await hanging.deliveries()).map(({ state }) => state).sort();
    expect(states).toEqual(["queued", "queued", "sending", "sending"]);
    expect(slow.received).toHaveLength(2);
    await slow.stop();
    await waitFor(async () => (await hanging.deliveries()).every(({ state }) => state === "queued"), "their end");
  });
});

test("an address of a private network is not sent to where that is not allowed, however it came to be one", async () => {
  const { db } = database;
  const { owner, target, deliveries } = await scene(["token.created"]);
  settings({ WEBHOOKS_PRIVATE_NETWORKS: "0" });
  try {
    await sendTest(db, owner, target);
    await waitFor(
      async () => ((await deliveries())[0]?.attempts ?? 0) > 0 && (await deliveries())[0]?.state === "queued",
      "it",
    );
    expect((await deliveries())[0]?.tries).toMatchObject([
      { code: null, error: "the address is in a private network" },
    ]);
    expect(receiver.received).toEqual([]);
  } finally {
    settings({ WEBHOOKS_PRIVATE_NETWORKS: "1" });
  }
});

test("a replay sends the same message under the same id; two at once send it once more", async () => {
  const { db } = database;
  const { owner, target, delivered } = await scene(["token.created"]);
  await sendTest(db, owner, target);
  const [delivery] = await delivered(1);
  if (delivery === undefined) throw new Error("no delivery");
  const again = { ...target, deliveryId: delivery.id };
  receiver.on(() => "hang");
  await Promise.all([replayDelivery(db, owner, again), replayDelivery(db, owner, again)]);
  await receiver.until(2);
  expect(await replayDelivery(db, owner, again)).toEqual({ status: "delivery_sending" });
  const [first, second] = receiver.received;
  expect([second?.body, second?.headers["webhook-id"]]).toEqual([first?.body, first?.headers["webhook-id"]]);
  expect(receiver.received).toHaveLength(2);
});

test("a paused webhook gets nothing, and nothing of what happens meanwhile is kept for it", async () => {
  const { db } = database;
  const { organisation, owner, target, deliveries, delivered } = await scene(["activity"]);
  await pauseWebhook(db, owner, target);
  await record(organisation);
  await work(db, "announce_webhooks", "sweep_webhooks");
  expect(await deliveries()).toHaveLength(1);
  await resumeWebhook(db, owner, target);
  await delivered(2);
  expect((await deliveries()).map(({ payload }) => JSON.parse(payload).data.activity.type)).toEqual([
    "webhook.created",
    "webhook.resumed",
  ]);
});

test("expiration dates are told once at each moment, and none that was before the webhook", async () => {
  const { db } = database;
  const { organisation, people, target, deliveries, delivered } = await scene(["token.expiring", "token.expired"]);
  const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60_000);
  const old = { createdAt: days(-300) };
  await createOrganisationToken(db, organisation, { ...old, label: "Soon", expiresAt: days(6) });
  await createToken(db, people.member, { ...old, label: "Over", expiresAt: days(-1) });
  await createToken(db, people.stranger, { ...old, label: "Another's", expiresAt: days(-1) });
  await createOrganisationToken(db, organisation, { ...old, label: "Later", expiresAt: days(100) });
  await work(db, "announce_expiry");
  expect(await deliveries()).toEqual([]);
  await db
    .updateTable("webhook")
    .set({ created_at: days(-200) })
    .where("id", "=", target.webhookId)
    .execute();
  await work(db, "announce_expiry", "announce_expiry");
  await work(db, "announce_expiry");
  const told = (await delivered(2)).map(({ payload }) => JSON.parse(payload));
  expect(told.map(({ type, data }) => [type, data.token.label]).sort()).toEqual([
    ["token.expired", "Over"],
    ["token.expiring", "Soon"],
  ]);
});

test("the tokens that a policy blocks are told of when it applies", async () => {
  const { db } = database;
  const { organisation, delivered } = await scene(["token.blocked"]);
  const blocked = await createOrganisationToken(db, organisation, { label: "Without an end" });
  const from = new Date();
  await insertPolicy(db, { organisation_id: organisation.id, expiration_required: true, enforced_from: from });
  await recordActivity(db, {
    type: "policy.enforced",
    organisationId: organisation.id,
    actor: {},
    after: { expiration_required: true, enforced_from: from.toISOString() },
    client: { address: null, userAgent: "", requestId: "" },
  });
  const [row] = await delivered(1);
  expect(JSON.parse(row?.payload ?? "{}")).toMatchObject({
    type: "token.blocked",
    data: { token: { uuid: blocked.id }, access: "blocked", rules: ["expiration_required"] },
  });
});

test("two who add the last one at once: one is refused", async () => {
  const { db } = database;
  const { organisation, owner } = await scene(["token.created"]);
  const add = () =>
    createWebhook(db, owner, organisation.id, { url: receiver.url, description: "", events: ["token.created"] });
  for (let count = 1; count < MOST_WEBHOOKS - 1; count++) await add();
  expect((await Promise.all([add(), add()])).map(({ status }) => status).sort()).toEqual([
    "created",
    "too_many_webhooks",
  ]);
});
