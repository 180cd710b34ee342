import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createOrganisation, createUser } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { callAction, serverActions } from "@/test/matrix/server-action";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

const ORGANISATION = "app/(dashboard)/organisations/[slug]";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** An owner of an organisation, and the actions as their browser calls them. */
async function sender() {
  const user = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
  const cookie = await sessionHeaderOf(db, user);
  const send = async (name: string, address: string, ...args: unknown[]) => {
    const action = serverActions().find((one) => one.name.endsWith(name));
    if (action === undefined) throw new Error(`there is no action ${name}`);
    return await callAction(action, { address, cookie, args });
  };
  const thrice = async (...call: Parameters<typeof send>) => {
    const answers = await Promise.all([send(...call), send(...call), send(...call)]);
    return answers.sort((one, other) => (one.outcome < other.outcome ? -1 : 1));
  };
  return { user, organisation, send, thrice };
}

const CREATE_TOKEN = "access-tokens/actions.ts#createTokenAction";
const TOKEN = {
  label: "Sent thrice",
  purpose: "other",
  reach: "everything",
  access: "chosen",
  scopes: "tokens:read",
  expiration: "30d",
};

test("a form sent thrice at once creates one token, and the others are told which", async () => {
  const { user, thrice, send } = await sender();
  const formKey = randomUUID();
  const answers = await thrice(CREATE_TOKEN, "/account/access-tokens", form({ ...TOKEN, form_key: formKey }));
  expect(answers.map(({ outcome }) => outcome)).toEqual(["created", "repeated", "repeated"]);
  const tokens = db.selectFrom("access_token").select(["id", "label"]).where("user_id", "=", user.id);
  const [token, ...more] = await tokens.execute();
  expect(more).toEqual([]);
  for (const { text } of answers.slice(1)) {
    expect(text).toContain(token?.id);
    expect(text).not.toMatch(/lk_pat_[0-9A-Za-z]{36}/);
  }

  // Another form may create another with the same words, and so may another person with the same key.
  const other = await sender();
  const again = { ...TOKEN, form_key: randomUUID() };
  expect((await send(CREATE_TOKEN, "/account/access-tokens", form(again))).outcome).toBe("created");
  const same = form({ ...TOKEN, form_key: formKey });
  expect((await other.send(CREATE_TOKEN, "/account/access-tokens", same)).outcome).toBe("created");
});

test("a form that was refused creates its token once it is sent with what was missing", async () => {
  const { user, send } = await sender();
  const key = { form_key: randomUUID() };
  const [, address] = [CREATE_TOKEN, "/account/access-tokens"];
  const everything = { ...TOKEN, ...key, access: "all", expiration: "never", password: "not the password" };
  await db
    .updateTable("session")
    .set({ authenticated_at: new Date(0) })
    .where("user_id", "=", user.id)
    .execute();
  expect((await send(CREATE_TOKEN, address, form(everything))).outcome).toBe("reauthentication_required");
  expect((await send(CREATE_TOKEN, address, form({ ...TOKEN, ...key, label: "" }))).outcome).toBe("invalid");
  expect((await send(CREATE_TOKEN, address, form({ ...TOKEN, ...key }))).outcome).toBe("created");
  expect((await send(CREATE_TOKEN, address, form({ ...TOKEN, ...key }))).outcome).toBe("repeated");
});

test("an organisation and an application are created once, and each sending leads there", async () => {
  const { user, organisation, thrice } = await sender();
  const organisationForm = form({ name: "Sent Thrice", form_key: randomUUID() });
  const made = await thrice("actions.ts#createOrganisationAction", "/", organisationForm);
  expect(made.map(({ outcome }) => outcome)).toEqual(["created", "created", "created"]);
  const memberships = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .where("user_id", "=", user.id)
    .where("organisation.name", "=", "Sent Thrice")
    .select("slug")
    .execute();
  expect(memberships).toHaveLength(1);
  for (const { text } of made) expect(text).toContain(`"slug":"${memberships[0]?.slug}"`);

  const applicationForm = form({ name: "Sent Thrice", form_key: randomUUID() });
  const address = `/organisations/${organisation.slug}/applications`;
  const created = await thrice(
    `${ORGANISATION}/applications/actions.ts#createApplicationAction`,
    address,
    organisation.id,
    applicationForm,
  );
  expect(created.map(({ outcome }) => outcome)).toEqual(["created", "created", "created"]);
  const applications = db.selectFrom("application").select("id").where("organisation_id", "=", organisation.id);
  expect(await applications.execute()).toHaveLength(1);
});

test("people are invited once by one form, so that the link in the first mail goes on working", async () => {
  const { organisation, thrice } = await sender();
  const answers = await thrice(
    `${ORGANISATION}/members/actions.ts#inviteAction`,
    `/organisations/${organisation.slug}/members`,
    organisation.id,
    form({ emails: `${randomUUID()}@example.com`, role: "guest", form_key: randomUUID() }),
  );
  expect(answers.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "sent"]);
  const invitations = db.selectFrom("invitation").selectAll().where("organisation_id", "=", organisation.id);
  expect(await invitations.execute()).toHaveLength(1);
});
