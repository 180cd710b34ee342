import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createOrganisation, createToken, createUser, type TestToken } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { activityOf } from "@/test/rotation";

const TOKENS = "/iam/v3/access-tokens/";

let db: Kysely<Database>;
let caller: TestToken;
let agency: { id: string };
beforeAll(async () => {
  db = serverDatabase();
  const person = await createUser(db);
  agency = await createOrganisation(db, { members: [{ user: person, role: "owner" }] });
  caller = await createToken(db, person, { scopes: ["all"] });
});
afterAll(() => db.destroy());

const create = async (body: object, by: { secret: string } = caller) =>
  await api(TOKENS, { method: "POST", token: by.secret, body: { label: "Export", scopes: ["tokens:write"], ...body } });
const edit = async (uuid: string, contact: unknown) =>
  await api(`${TOKENS}${uuid}/`, { method: "PATCH", token: caller.secret, body: { contact } });

test.each([
  ["a personal token", false],
  ["an organisation's token", true],
])("whom to ask about %s is given, changed and taken away, and its activity tells each", async (_whose, isOwn) => {
  const body = { contact: "  Noor, #releases ", ...(isOwn && { organisation: agency.id }) };
  const made = await create(body);
  expect(made).toMatchObject({ status: 201, json: { contact: "Noor, #releases" } });
  const { uuid } = made.json;
  expect((await edit(uuid, "Sam")).json.contact).toBe("Sam");
  expect((await edit(uuid, "")).json.contact).toBeNull();
  expect((await edit(uuid, null)).json.contact).toBeNull();
  expect((await api(`${TOKENS}${uuid}/`, { token: caller.secret })).json.contact).toBeNull();
  const entries = await activityOf(db, uuid);
  expect(entries.map(({ type, before, after }) => ({ type, before, after }))).toMatchObject([
    { type: "access_token.created", after: { contact: "Noor, #releases" } },
    { type: "access_token.edited", before: { contact: "Noor, #releases" }, after: { contact: "Sam" } },
    { type: "access_token.edited", before: { contact: "Sam" }, after: { contact: null } },
  ]);
});

test("a token that another one makes has nobody to ask, unless that is said", async () => {
  const maker = await create({ contact: "Noor" });
  const child = await create({}, { secret: maker.json.access_token });
  expect(child).toMatchObject({ status: 201, json: { contact: null } });
});

test.each([
  ["255 characters", "ü".repeat(255), 201],
  ["256 characters", "x".repeat(256), 400],
  ["two lines", "Noor\nSam", 400],
  ["nothing visible", "\u200b", 400],
  ["a number", 7, 400],
])("%s to ask: %3$i", async (_what, contact, status) => {
  const answer = await create({ contact });
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.json.errors.contact).toHaveLength(1);
});
