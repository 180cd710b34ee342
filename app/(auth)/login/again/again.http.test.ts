import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { RENDERED_FOR } from "@/lib/session/rendered-for";
import { createUser, PASSWORD, type TestUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { Visitor } from "@/test/http/visitor";
import { callAction, serverActions } from "@/test/matrix/server-action";

const LIST = "/account/access-tokens";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

function action(name: string) {
  const found = serverActions().find((one) => one.name.endsWith(`#${name}`));
  if (found === undefined) throw new Error(`no action is called ${name}`);
  return found;
}

function tokenForm(): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    label: "Deploy job",
    purpose: "other",
    reach: "everything",
    scopes: "tokens:read",
    expiration: "30d",
  }))
    form.set(name, value);
  return form;
}

/** Submit the form of a new token from a page that was rendered for `reader`, if it says for whom, with the cookie of `caller`. */
const submit = async (reader: TestUser | undefined, caller: TestUser | undefined) =>
  await callAction(action("createTokenAction"), {
    address: LIST,
    args: [tokenForm()],
    cookie: caller && (await sessionHeaderOf(db, caller)),
    headers: reader && { [RENDERED_FOR]: reader.id },
  });

const tokensOf = async (user: TestUser) =>
  await db.selectFrom("access_token").select("label").where("user_id", "=", user.id).execute();

const signInAgain = async (visitor: Visitor, body: object) =>
  await visitor.request("/login/again", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("what a page of one account submits is not done in the name of another that has signed in meanwhile", async () => {
  const [reader, other] = [await createUser(db), await createUser(db)];
  const held = await submit(reader, other);
  expect(held.led).toBe(`/login?callbackUrl=${encodeURIComponent(LIST)}&held=other_account;push`);
  expect(await tokensOf(other)).toEqual([]);
  expect(await tokensOf(reader)).toEqual([]);

  expect((await submit(reader, reader)).outcome).toBe("created");
  expect(await tokensOf(reader)).toEqual([{ label: "Deploy job" }]);
});

test("nor does it sign that one out", async () => {
  const [reader, other] = [await createUser(db), await createUser(db)];
  const cookie = await sessionHeaderOf(db, other);
  const headers = { [RENDERED_FOR]: reader.id };
  const answer = await callAction(action("signOutAction"), { address: LIST, args: [], cookie, headers });
  expect(answer.led).toContain("held=other_account");
  expect((await api(LIST, { headers: { Cookie: cookie } })).status).toBe(200);
});

test("without a session a page that says for whom it is hears why, and any other is led to sign in", async () => {
  const reader = await createUser(db);
  expect((await submit(reader, undefined)).led).toBe(
    `/login?callbackUrl=${encodeURIComponent(LIST)}&held=signed_out;push`,
  );
  expect((await submit(undefined, undefined)).led).toBe(`/login?callbackUrl=${encodeURIComponent(LIST)};push`);
  // What asks while someone types interrupts nobody.
  const preview = await callAction(action("previewPoliciesAction"), {
    address: LIST,
    args: [tokenForm()],
    headers: { [RENDERED_FOR]: reader.id },
  });
  expect([preview.status, preview.led]).toEqual([200, null]);
});

test("the header decides about actions alone: a page shows what its session may see", async () => {
  const [reader, other] = [await createUser(db), await createUser(db)];
  const headers = { Cookie: await sessionHeaderOf(db, other), [RENDERED_FOR]: reader.id };
  expect((await api(LIST, { headers })).status).toBe(200);
});

test("signing in without leaving the page begins a session, and ends that of another account in this browser", async () => {
  const [user, other] = [await createUser(db), await createUser(db)];
  const visitor = await new Visitor(sharedServer().url).withSession(db, other);
  const before = await visitor.request("/login/again");
  expect(await before.json()).toEqual({ user: { id: other.id, email: other.email } });
  const otherCookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");

  const answer = await signInAgain(visitor, { email: user.email, password: PASSWORD });
  expect([answer.status, await answer.json()]).toEqual([200, { status: "signed_in" }]);
  expect(await (await visitor.request("/login/again")).json()).toEqual({ user: { id: user.id, email: user.email } });
  expect((await api("/login/again", { headers: { Cookie: otherCookie } })).json).toEqual({ user: null });
});

test("a wrong password, or one from another site, signs nobody in and ends nothing", async () => {
  const [user, other] = [await createUser(db), await createUser(db)];
  const visitor = await new Visitor(sharedServer().url).withSession(db, other);
  const wrong = await signInAgain(visitor, { email: user.email, password: "not the password" });
  expect([wrong.status, await wrong.json()]).toEqual([401, { status: "wrong" }]);
  expect((await signInAgain(visitor, { email: user.email, password: "" })).status).toBe(400);
  // What a form of another site can send without asking first.
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const body = JSON.stringify({ email: user.email, password: PASSWORD });
    const answer = await visitor.request("/login/again", { method: "POST", headers: { "content-type": type }, body });
    expect(answer.status).toBe(415);
  }
  expect(await (await visitor.request("/login/again")).json()).toEqual({ user: { id: other.id, email: other.email } });
});
