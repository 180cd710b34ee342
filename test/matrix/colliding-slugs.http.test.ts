import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";

let db: Kysely<Database>;
let mira: { organisation: { id: string }; secret: string };
let noor: { organisation: { id: string }; secret: string };
beforeAll(async () => {
  db = serverDatabase();
  mira = await agency();
  noor = await agency();
});
afterAll(() => db.destroy());

async function agency() {
  const user = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
  return { organisation, secret: (await createToken(db, user)).secret };
}

const create = async (by: typeof mira, body: object) =>
  await api("/apps/v3/applications/", {
    method: "POST",
    token: by.secret,
    body: { organisation: by.organisation.id, ...body },
  });

test("applications that are called the same at once, in two organisations, all get an address of their own", async () => {
  const name = `Regatta ${Date.now()}`;
  const answers = await Promise.all([mira, noor, mira, noor, mira, noor, mira, noor].map((by) => create(by, { name })));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const slugs = answers.map(({ json }) => json.slug);
  expect(new Set(slugs).size).toBe(slugs.length);
  // Neither a number that counts nor the other organisation's name: whose the plain one is cannot be told.
  const plain = name.toLowerCase().replace(" ", "-");
  for (const slug of slugs) expect(slug).toMatch(new RegExp(`^${plain}(-[0-9a-f]{6})?$`));
});

test.each([
  ["as long as a name may be", "a".repeat(100)],
  ["of signs only", "!?"],
  ["of another script", "東京"],
])("a name %s, given twice, makes two addresses", async (_, name) => {
  const answers = [await create(mira, { name }), await create(noor, { name })];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const [one, other] = answers.map(({ json }) => json.slug);
  expect(one).not.toBe(other);
  for (const slug of [one, other]) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(Math.max(one.length, other.length)).toBeLessThanOrEqual(63);
});

test("an address that was asked for and is taken is refused, and says nothing of who has it", async () => {
  const slug = `taken-${Date.now()}`;
  expect((await create(mira, { name: "First", slug })).status).toBe(201);
  const own = await create(mira, { name: "Second", slug });
  const others = await create(noor, { name: "Third", slug });
  expect(own).toMatchObject({ status: 400, json: { errors: { slug: [expect.any(String)] } } });
  expect({ ...others.json, instance: "" }).toEqual({ ...own.json, instance: "" });
  const found = await api(`/apps/v3/applications/?slug=${slug}`, { token: noor.secret });
  expect(found.json).toMatchObject({ count: 0, results: [] });
});
