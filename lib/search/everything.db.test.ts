import { afterAll, expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { createTestDatabase } from "@/test/database/database";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { signIn } from "@/test/session";
import { findEverything, MOST_OF_A_KIND } from "./everything";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

/** An agency with two applications, a token of its own and one of its member; a guest of one application; somebody else. */
async function createHarbour() {
  const [owner, member, guest, stranger] = await Promise.all([
    createUser(db, { firstName: "Ona", lastName: "Quay" }),
    createUser(db, { firstName: "Noor", lastName: "Quayle" }),
    createUser(db, { firstName: "Gus", lastName: "Quaid" }),
    createUser(db, { firstName: "Stan", lastName: "Quarry" }),
  ]);
  const harbour = await createOrganisation(db, { name: "Harbour", members: [{ user: owner, role: "owner" }] });
  await addMember(db, harbour, member, "member");
  await addMember(db, harbour, guest, "guest");
  const site = await createApplication(db, harbour, { name: "Quay site" });
  await createApplication(db, harbour, { name: "Quay shop" });
  await addToApplication(db, harbour, site, guest, "read");
  const ofMember = await createToken(db, member, { label: "Quay laptop" });
  const ofHarbour = await createOrganisationToken(db, harbour, { label: "Quay deploys" });
  return { harbour, site, owner, member, guest, stranger, ofMember, ofHarbour };
}

const namesFor = async (user: { id: string }, text: string) =>
  (await findEverything(db, await signIn(db, user), text)).map(({ kind, name }) => `${kind} ${name}`);

test("each finds what the pages show them, and nothing else", async () => {
  const { owner, member, guest, stranger } = await createHarbour();
  const people = ["person Gus Quaid", "person Noor Quayle", "person Ona Quay"];
  expect((await namesFor(owner, " qua")).sort()).toEqual([
    "application Quay shop",
    "application Quay site",
    ...people,
    "token Quay deploys",
  ]);
  expect((await namesFor(member, "QUA")).sort()).toEqual([
    "application Quay shop",
    "application Quay site",
    ...people,
    "token Quay laptop",
  ]);
  expect(await namesFor(guest, "qua")).toEqual(["application Quay site"]);
  expect(await namesFor(stranger, "qua")).toEqual([]);
});

test("what is found leads to its page", async () => {
  const { harbour, site, owner, member, ofMember, ofHarbour } = await createHarbour();
  const base = `/organisations/${harbour.slug}`;
  const wayTo = async (principal: SessionPrincipal, text: string) =>
    (await findEverything(db, principal, text)).map(({ href }) => href);
  const asOwner = await signIn(db, owner);
  expect(await wayTo(asOwner, "quay deploys")).toEqual([`${base}/access-tokens/${ofHarbour.id}`]);
  expect(await wayTo(asOwner, "quay site")).toEqual([`${base}/applications/${site.slug}`]);
  expect(await wayTo(asOwner, member.email)).toEqual([`${base}/members?q=${encodeURIComponent(member.email)}`]);
  expect(await wayTo(await signIn(db, member), "quay laptop")).toEqual([`/account/access-tokens/${ofMember.id}`]);
});

test("some of each are found, active tokens first, and a person of two organisations once", async () => {
  const user = await createUser(db);
  const twice = await createUser(db, { firstName: "Twyla", lastName: "Sandbar" });
  for (let n = 0; n < 2; n++) {
    const organisation = await createOrganisation(db, { members: [{ user, role: "admin" }] });
    await addMember(db, organisation, twice, "member");
  }
  await createToken(db, user, { label: "Sandbar, gone", revoked: { at: new Date() } });
  for (let n = 0; n <= MOST_OF_A_KIND; n++) await createToken(db, user, { label: `Sandbar ${n}` });
  const found = await findEverything(db, await signIn(db, user), "sandbar");
  expect(found.filter(({ kind }) => kind === "token")).toHaveLength(MOST_OF_A_KIND);
  expect(found.filter(({ about }) => about.includes("Revoked"))).toEqual([]);
  expect(found.filter(({ kind }) => kind === "person").map(({ name }) => name)).toEqual(["Twyla Sandbar"]);
});

test("nothing is found by a secret, nor by nothing", async () => {
  const user = await createUser(db);
  const secret = generateSecret("lk", "pat");
  await createToken(db, user, { label: `Before labels were checked: ${secret}` });
  const principal = await signIn(db, user);
  for (const text of [secret, `Bearer ${secret}`, "", "   "])
    expect(await findEverything(db, principal, text)).toEqual([]);
});
