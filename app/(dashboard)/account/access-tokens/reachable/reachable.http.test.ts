import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { addMember, addToApplication, createApplication, createOrganisation, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";

type Application = Awaited<ReturnType<typeof createApplication>>;

let db: Kysely<Database>;
let agency: { id: string; name: string };
let elsewhere: { id: string };
let [site, shop, foreign]: Application[] = [];
let [member, guest]: { id: string }[] = [];
beforeAll(async () => {
  db = serverDatabase();
  [member, guest] = [await createUser(db), await createUser(db)];
  agency = await createOrganisation(db, { name: "Harbour", members: [{ user: member, role: "member" }] });
  elsewhere = await createOrganisation(db, { name: "Elsewhere" });
  [site, shop, foreign] = [
    await createApplication(db, agency, { name: "Site" }),
    await createApplication(db, agency, { name: "Shop" }),
    await createApplication(db, elsewhere, { name: "Foreign" }),
  ];
  await addMember(db, agency, guest, "guest");
  await addToApplication(db, agency, site, guest, "read");
});
afterAll(() => db.destroy());

async function ask(query: string, user: { id: string } | undefined) {
  const headers: Record<string, string> = user === undefined ? {} : { Cookie: await sessionHeaderOf(db, user) };
  return await api(`/account/access-tokens/reachable?${query}`, { headers });
}

type Named = { names: string[] };
const paths = (choices: Named[]) => choices.map(({ names }) => names.join(" › "));

test("somebody finds what he or she can limit a token to, by every word, and a guest only what he or she was added to", async () => {
  const all = await ask("q=", member);
  expect(all.status).toBe(200);
  expect(all.headers["cache-control"]).toBe("no-store");
  expect(paths(all.json.results)).toEqual([
    "Harbour",
    "Harbour › Shop",
    "Harbour › Site",
    "Harbour › Shop › test",
    "Harbour › Shop › live",
    "Harbour › Site › test",
    "Harbour › Site › live",
  ]);
  expect(paths((await ask("q=sho%20LIVE", member)).json.results)).toEqual(["Harbour › Shop › live"]);
  expect(paths((await ask("q=", guest)).json.results)).toEqual([
    "Harbour",
    "Harbour › Site",
    "Harbour › Site › test",
    "Harbour › Site › live",
  ]);
  expect((await ask("q=foreign", member)).json.results).toEqual([]);
  expect((await ask("q=", await createUser(db))).json.results).toEqual([]);
});

test("within an organisation that is another's there is nothing to find", async () => {
  expect(paths((await ask(`q=site&organisation=${agency.id}`, member)).json.results)).toContain("Harbour › Site");
  expect((await ask(`q=&organisation=${elsewhere.id}`, member)).json.results).toEqual([]);
});

test("what a token is limited to is named as far as it is reached; a foreign id gets no name, also behind one's own", async () => {
  const named = async (user: { id: string } | undefined, ...limits: string[]) =>
    (await ask(new URLSearchParams(limits.map((limit) => ["limit", limit])).toString(), user)).json.named.map(
      ({ names }: Named) => names,
    );
  const test_ = site?.environments.test;
  expect(await named(member, agency.id, `${agency.id}:${shop?.id}`, `${agency.id}:${site?.id}:${test_}`)).toEqual([
    ["Harbour"],
    ["Harbour", "Shop"],
    ["Harbour", "Site", "test"],
  ]);
  expect(await named(guest, `${agency.id}:${site?.id}`, `${agency.id}:${shop?.id}`)).toEqual([["Harbour", "Site"], []]);
  expect(
    await named(
      member,
      elsewhere.id,
      `${elsewhere.id}:${foreign?.id}`,
      `${agency.id}:${foreign?.id}`,
      crypto.randomUUID(),
    ),
  ).toEqual([[], [], [], []]);
});

test.each([
  "organisation=x&q=",
  "limit=x",
  `limit=${crypto.randomUUID()}:x`,
  `limit=a&limit=b`,
  `q=${"x".repeat(201)}`,
])("%s is refused", async (query) => {
  expect((await ask(query, member)).status).toBe(400);
});

test("nobody is told anything", async () => {
  const answer = await ask("q=", undefined);
  expect([answer.status, answer.json]).toEqual([401, { code: "credentials_missing" }]);
});
