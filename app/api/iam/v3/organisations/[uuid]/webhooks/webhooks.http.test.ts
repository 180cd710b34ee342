import type { Kysely } from "kysely";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { newSigningSecret } from "@/lib/webhook/secret";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { createDeliveryRows } from "@/test/matrix/webhook";
import { waitFor } from "@/test/wait";
import { type ReceiverUnderTest, startReceiver } from "@/test/webhook/receiver";

let db: Kysely<Database>;
let receiver: ReceiverUnderTest;
beforeAll(async () => {
  db = serverDatabase();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.stop();
  await db.destroy();
});

async function scene() {
  const [owner, admin] = [await createUser(db), await createUser(db)];
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await addMember(db, organisation, admin, "admin");
  const token = await createToken(db, owner, { scopes: ["organisations:write"] });
  const reader = await createToken(db, admin, { scopes: ["organisations:read"] });
  const path = `/iam/v3/organisations/${organisation.id}/webhooks/`;
  const call = async (method: string, below = "", body?: object, headers: Record<string, string> = {}) =>
    await api(path + below, { method, token: token.secret, headers, ...(body === undefined ? {} : { body }) });
  const given = (more: object = {}) => ({ url: receiver.url, events: ["token.revoked"], ...more });
  return { organisation, token, reader, path, call, given };
}

test("a webhook is added over the API, tested, given another secret, and deleted; both secrets are shown once", async () => {
  const { token, path, call, given } = await scene();
  const added = await call("POST", "", given({ description: "Chat" }));
  expect(added).toMatchObject({
    status: 201,
    json: {
      description: "Chat",
      url: receiver.url,
      status: "active",
      set_by_token: token.id,
      former_secret_until: null,
    },
  });
  const { uuid, signing_secret: first } = added.json;
  expect(added.headers.location).toMatch(new RegExp(`${path}${uuid}/$`));

  const replaced = await call("POST", `${uuid}/replace-secret/`);
  expect(replaced).toMatchObject({ status: 200, json: { uuid, former_secret_until: expect.any(String) } });
  const second = replaced.json.signing_secret;
  expect(second).not.toBe(first);
  const { json: one, text } = await call("GET", `${uuid}/`);
  expect(one).toMatchObject({ uuid, last_7_days: { delivered: 0, failed: 0, waiting: 0 } });
  for (const secret of [first, second]) expect(text).not.toContain(secret.slice(6));

  const tested = await call("POST", `${uuid}/test/`);
  expect(tested.status).toBe(202);
  const isOurs = ({ headers }: { headers: Record<string, unknown> }) =>
    headers["webhook-id"] === tested.json.message_id;
  await waitFor(() => receiver.received.some(isOurs), "the test");
  const { body = "", headers = {} } = receiver.received.find(isOurs) ?? {};
  for (const secret of [first, second]) {
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ type: "webhook.test" });
  }
  expect(() => new Webhook(newSigningSecret()).verify(body, headers as Record<string, string>)).toThrow();

  const delivered = async () => await call("GET", `${uuid}/deliveries/?state=delivered&event=webhook.test`);
  await waitFor(async () => (await delivered()).json.count === 1, "its delivery");
  const [delivery] = (await delivered()).json.results;
  expect(delivery).toMatchObject({ message_id: tested.json.message_id, tries: [{ status: 204, error: null }] });
  expect((await call("GET", `${uuid}/deliveries/${delivery.uuid}/`)).json.payload).toBe(body);
  expect(await call("POST", `${uuid}/deliveries/${delivery.uuid}/replay/`)).toMatchObject({
    status: 202,
    json: tested.json,
  });
  await waitFor(() => receiver.received.filter(isOurs).length === 2, "the same message again");

  expect((await call("DELETE", `${uuid}/`)).status).toBe(204);
  expect((await call("GET", `${uuid}/`)).status).toBe(404);
  expect((await call("GET", `${uuid}/deliveries/`)).status).toBe(404);
});

test("a repeat under an Idempotency-Key adds nothing and replaces nothing, and has no secret: 409 with the webhook’s uuid", async () => {
  const { call, given, token } = await scene();
  const key = (name: string) => ({ "Idempotency-Key": name });
  const first = await call("POST", "", given(), key("add"));
  const again = await call("POST", "", given(), key("add"));
  expect(again).toMatchObject({ status: 409, json: { code: "already_created", uuid: first.json.uuid } });
  expect((await call("GET")).json.count).toBe(1);
  const replace = async () => await call("POST", `${first.json.uuid}/replace-secret/`, {}, key("replace"));
  expect((await replace()).status).toBe(200);
  expect(await replace()).toMatchObject({ status: 409, json: { code: "already_created", uuid: first.json.uuid } });
  const kept = await db.selectFrom("idempotency_key").selectAll().where("token_id", "=", token.id).execute();
  expect(kept.map(({ content, made_id }) => [content, made_id])).toEqual([
    [null, first.json.uuid],
    [null, first.json.uuid],
  ]);
});

test("lists are filtered, ordered and in pages; where a webhook leads is told to a token that could change it", async () => {
  const { organisation, token, call, given, path, reader } = await scene();
  const quiet = (await call("POST", "", given({ events: ["token.expired"] }))).json.uuid;
  const loud = (await call("POST", "", given({ events: ["token.expired", "member.left"] }))).json.uuid;
  expect((await call("POST", `${quiet}/pause/`)).json.status).toBe("paused");
  const listed = async (query: string, token = reader.secret) =>
    (await api(`${path}?${query}`, { token })).json.results.map(({ uuid }: { uuid: string }) => uuid);
  expect(await listed("")).toEqual([quiet, loud]);
  expect(await listed("o=-created_at")).toEqual([loud, quiet]);
  expect(await listed("page_size=1&page=2")).toEqual([loud]);
  expect(await listed("status=paused")).toEqual([quiet]);
  expect(await listed("event=member.left")).toEqual([loud]);
  expect((await api(`${path}?status=broken`, { token: reader.secret })).status).toBe(400);
  const seen = (await api(`${path}${quiet}/`, { token: reader.secret })).json;
  expect([seen.url, seen.host]).toEqual([null, new URL(receiver.url).host]);

  await createDeliveryRows(db, [quiet, quiet, quiet]);
  const page = await call("GET", `${quiet}/deliveries/?page_size=2&page=2`);
  expect([page.json.count, page.json.results.length, page.json.next]).toEqual([3, 1, null]);
  expect((await call("GET", `${quiet}/deliveries/?event=nothing.such`)).json.count).toBe(0);
  const [{ uuid: delivery }] = page.json.results;
  const payloadFor = async (token: string) =>
    (await api(`${path}${quiet}/deliveries/${delivery}/`, { token })).json.payload;
  expect([await payloadFor(reader.secret), await payloadFor(token.secret)]).toEqual([null, expect.any(String)]);
  for (const below of ["test/", `deliveries/${delivery}/replay/`]) {
    expect(await call("POST", `${quiet}/${below}`)).toMatchObject({ status: 409, json: { code: "webhook_off" } });
  }
  const leak = db.updateTable("webhook").where("id", "=", quiet);
  await leak.set({ paused_by_leak: true }).execute();
  for (const below of ["resume/", "test/", `deliveries/${delivery}/replay/`]) {
    expect(await call("POST", `${quiet}/${below}`)).toMatchObject({
      status: 409,
      json: {
        code: "webhook_paused_by_leak",
        fix_url: `${sharedServer().url}/organisations/${organisation.slug}/webhooks/${quiet}`,
      },
    });
  }
  await leak.set({ paused_by_leak: false }).execute();
  expect((await call("POST", `${quiet}/resume/`)).json).toMatchObject({ status: "active", paused_by_leak: false });
});

test("what is wrong is refused by its name and changes nothing", async () => {
  const { call, given, token } = await scene();
  const { uuid } = (await call("POST", "", given())).json;
  const hidden = `https://hooks.example.com/?x=${token.secret}`;
  const wrong: [field: string, body: object][] = [
    ["url", { url: hidden }],
    ["url", { url: "ftp://hooks.example.com/" }],
    ["description", { description: `It is ${token.secret}` }],
    ["events", { events: [] }],
    ["events", { events: ["token.eaten"] }],
    ["evnts", { evnts: ["member.left"] }],
  ];
  for (const [field, body] of wrong) {
    for (const answer of [await call("PATCH", `${uuid}/`, body), await call("POST", "", given(body))]) {
      expect([answer.status, Object.keys(answer.json.errors ?? {})], field).toEqual([400, [field]]);
      expect(answer.text).not.toContain(token.secret);
    }
  }
  expect((await call("GET")).json.count).toBe(1);
  expect((await call("PATCH", `${uuid}/`, {})).json).toMatchObject({ url: receiver.url, events: ["token.revoked"] });
});
