import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  addMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
  type TestUser,
} from "@/test/fixtures";
import { expiringTokens } from "./expiring";
import { makeNotices } from "./make-notices";
import { listNotices } from "./read";

const DAY_MS = 24 * 60 * 60_000;
const now = new Date();
const [made, soon] = [new Date(now.getTime() - 60 * DAY_MS), new Date(now.getTime() + 5 * DAY_MS)];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

async function createAgency() {
  const { db } = database;
  const organisation = await createOrganisation(db, { name: "Harbour Studio" });
  const roles = ["owner", "admin", "member", "other", "guest"] as const;
  const people = {} as Record<(typeof roles)[number], TestUser>;
  for (const role of roles) {
    people[role] = await createUser(db, { firstName: role });
    await addMember(db, organisation, people[role], role === "other" ? "member" : role);
  }
  const stranger = await createUser(db);
  await addMember(db, await createOrganisation(db), stranger, "owner");
  return { organisation, people: { ...people, stranger } };
}

type Agency = Awaited<ReturnType<typeof createAgency>>;

async function expiring(agency: Agency, given: Parameters<typeof createOrganisationToken>[2]) {
  const token = await createOrganisationToken(database.db, agency.organisation, {
    ...given,
    createdAt: made,
    expiresAt: soon,
  });
  await database.db.updateTable("access_token").set({ expiration_set_at: made }).where("id", "=", token.id).execute();
  return token;
}

/** Who is told of the token, by first name. */
async function noticesOf(agency: Agency, tokenId: string): Promise<string[]> {
  const { signal } = new AbortController();
  const work = { db: database.db, clock: async () => now, mail: undefined, leaseSeconds: 60, signal };
  // Twice is once.
  await makeNotices(work, undefined);
  await makeNotices(work, undefined);
  const told: string[] = [];
  for (const [name, user] of Object.entries(agency.people)) {
    const notices = await listNotices(database.db, user.id, { limit: 50 });
    told.push(...notices.filter((notice) => notice.tokenId === tokenId).map(() => name));
  }
  return told.sort();
}

test("that an organisation's token expires is told to its owners and admins, and to nobody else", async () => {
  const agency = await createAgency();
  const token = await expiring(agency, { workflow: "nightly", createdBy: agency.people.other });
  expect(await noticesOf(agency, token.id)).toEqual(["admin", "owner"]);
  const [notice] = await listNotices(database.db, agency.people.owner.id, { limit: 1 });
  expect(notice).toMatchObject({ kind: "token_expires", detail: { organisation: "Harbour Studio" } });
});

test("a team's token is told to the team, but to no guest in it", async () => {
  const agency = await createAgency();
  const { member, guest } = agency.people;
  const team = await createTeam(database.db, agency.organisation, { members: [member, guest] });
  const token = await expiring(agency, { teamId: team.id });
  expect(await noticesOf(agency, token.id)).toEqual(["member"]);
});

test.each([
  ["a team without anybody", [], {}],
  ["a team of guests", ["guest"], {}],
  ["a team whose members may not manage it, since it acts as admin", ["member"], { actsAs: "admin" }],
] as const)("the token of %s is told to owners and admins", async (_name, members, given) => {
  const agency = await createAgency();
  const team = await createTeam(database.db, agency.organisation, {
    members: members.map((name) => agency.people[name]),
  });
  const token = await expiring(agency, { teamId: team.id, ...given });
  expect(await noticesOf(agency, token.id)).toEqual(["admin", "owner"]);
});

test("a team of which everybody was deactivated leaves its token to owners and admins", async () => {
  const agency = await createAgency();
  const { member } = agency.people;
  const team = await createTeam(database.db, agency.organisation, { members: [member] });
  const token = await expiring(agency, { teamId: team.id });
  await database.db.updateTable("user").set({ deactivated_at: now }).where("id", "=", member.id).execute();
  expect(await noticesOf(agency, token.id)).toEqual(["admin", "owner"]);
});

test("of one person it is everything that he or she looks after: personal tokens and the organisation's", async () => {
  const agency = await createAgency();
  const { admin, member } = agency.people;
  const shared = await expiring(agency, {});
  const own = await createToken(database.db, admin, { createdAt: made, expiresAt: soon });
  await createToken(database.db, member, { createdAt: made, expiresAt: soon });
  const ids: string[] = [];
  for await (const page of expiringTokens(database.db, "email", now, admin.id)) ids.push(...page.map(({ id }) => id));
  expect(ids.sort()).toEqual([shared.id, own.id].sort());
});
