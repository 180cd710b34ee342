import { afterAll, beforeAll, expect, test } from "vitest";
import { editToken } from "@/lib/access-token/edit";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { listNotices } from "@/lib/notice/read";
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
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { signIn } from "@/test/session";
import { cancelPlannedPolicy } from "./cancel-planned";
import { saveDraft } from "./draft";
import { enforcePolicy } from "./enforce";
import type { PolicyInput } from "./input";
import { remindOfPolicies } from "./remind";

turnMailOn();

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

const DAY_MS = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);
const NAMES = ["owner", "admin", "member", "other", "guest", "gone"] as const;
type Name = (typeof NAMES)[number];

/** An agency. `gone` is an admin whose account is deactivated. */
async function createAgency() {
  const { db } = database;
  const organisation = await createOrganisation(db, { name: "Harbour" });
  const people = {} as Record<Name, TestUser>;
  const roles = {
    owner: "owner",
    admin: "admin",
    member: "member",
    other: "member",
    guest: "guest",
    gone: "admin",
  } as const;
  for (const name of NAMES) {
    people[name] = await createUser(db, { firstName: name, ...(name === "gone" ? { deactivatedAt: new Date() } : {}) });
    await addMember(db, organisation, people[name], roles[name]);
  }
  return { db, organisation, people, principal: await signIn(db, people.owner) };
}
type Agency = Awaited<ReturnType<typeof createAgency>>;

async function plan({ db, organisation, principal }: Agency, days: number | undefined, rules: PolicyInput) {
  await saveDraft(db, principal, organisation.id, rules);
  const result = await enforcePolicy(db, principal, organisation.id, days === undefined ? {} : { from: ahead(days) });
  if (result.status !== "enforced") throw new Error(result.status);
  return result;
}

/** What each person was told of rules: `member: own One, Two`. */
async function told({ db, people }: Agency): Promise<string[]> {
  const lines: string[] = [];
  for (const name of NAMES) {
    for (const notice of await listNotices(db, people[name].id, { limit: 50 })) {
      if (notice.kind === "tokens_policy_cancelled") lines.push(`${name}: cancelled`);
      if (notice.kind !== "tokens_policy_planned") continue;
      const { tokens, labels, reminder } = notice.detail;
      lines.push(`${name}: ${reminder ? "again " : ""}${tokens} ${labels.join(", ")}`);
    }
  }
  return lines.sort();
}

async function remind({ db }: Agency, now: Date) {
  const { signal } = new AbortController();
  await remindOfPolicies({ db, clock: async () => now, mail: undefined, leaseSeconds: 60, signal }, undefined);
}

test("owners of personal tokens are told once of all of theirs, and nobody whose account is deactivated", async () => {
  const agency = await createAgency();
  const { db, people } = agency;
  for (const label of ["One", "Two"]) await createToken(db, people.member, { label });
  await createToken(db, people.gone, { label: "Gone" });
  await createToken(db, people.other, { label: "Fitting", expiresAt: ahead(40) });
  expect((await plan(agency, 14, { expiration_required: true })).told).toBe(1);
  expect(await told(agency)).toEqual(["member: own One, Two"]);
});

test("a team's token is told to those of the team who manage it, any other to active owners and admins", async () => {
  const agency = await createAgency();
  const { db, organisation, people } = agency;
  const team = await createTeam(db, organisation, { members: [people.member, people.gone, people.guest] });
  const empty = await createTeam(db, organisation, { members: [people.gone] });
  await createOrganisationToken(db, organisation, { label: "Team", teamId: team.id });
  await createOrganisationToken(db, organisation, { label: "Empty", teamId: empty.id });
  await createOrganisationToken(db, organisation, { label: "Nightly", workflow: "nightly" });
  expect((await plan(agency, 14, { expiration_required: true })).told).toBe(3);
  expect(await told(agency)).toEqual([
    "admin: organisation Empty, Nightly",
    "member: organisation Team",
    "owner: organisation Empty, Nightly",
  ]);
});

test("of a token that expires before the rules hold nobody is told", async () => {
  const agency = await createAgency();
  await createToken(agency.db, agency.people.member, { label: "Short", expiresAt: ahead(10) });
  await createToken(agency.db, agency.people.other, { label: "Long", expiresAt: ahead(20) });
  await plan(agency, 14, { longest_lifetime_seconds: 86_400 });
  expect(await told(agency)).toEqual(["other: own Long"]);
});

test("a cancelled plan is told to those who were told of it, and to nobody else", async () => {
  const agency = await createAgency();
  const { db, organisation, people, principal } = agency;
  await createToken(db, people.member, { label: "One" });
  await createToken(db, people.other, { label: "Leaving" });
  await plan(agency, 14, { expiration_required: true });
  await db.deleteFrom("membership").where("user_id", "=", people.other.id).execute();
  await createToken(db, people.admin, { label: "Later" });
  expect((await cancelPlannedPolicy(db, principal, organisation.id)).status).toBe("cancelled");
  expect(await told(agency)).toEqual(["member: cancelled", "member: own One", "other: own Leaving"]);
  const [notice] = await listNotices(db, people.member.id, { limit: 1 });
  if (notice === undefined) throw new Error("no notice");
  expect(noticeMessage(notice, { now: new Date(), timezone: "UTC" }).title).toBe(
    "The new rules of Harbour won’t apply after all",
  );
});

test("another plan in its place is told to those whom it blocks, and its end to those whom it does not", async () => {
  const agency = await createAgency();
  const { db, people } = agency;
  await createToken(db, people.member, { label: "Endless" });
  await createToken(db, people.other, { label: "Endless and vague", purpose: "other" });
  await plan(agency, 14, { expiration_required: true });
  await plan(agency, 20, { expiration_required: false, purpose_required: true });
  expect(await told(agency)).toEqual([
    "member: cancelled",
    "member: own Endless",
    "other: own Endless and vague",
    "other: own Endless and vague",
  ]);
});

test("three days before rules hold those are reminded whose tokens still do not fit, once, and who came meanwhile", async () => {
  const agency = await createAgency();
  const { db, people } = agency;
  const mended = await createToken(db, people.member, { label: "Mended" });
  await createToken(db, people.other, { label: "Not mended" });
  await plan(agency, 14, { expiration_required: true });
  await editToken(db, await signIn(db, people.member), mended.id, { expiration_date: ahead(30) });
  await createToken(db, people.admin, { label: "Later" });
  const before = await told(agency);
  await remind(agency, ahead(10.9));
  expect(await told(agency)).toEqual(before);
  for (const days of [11.1, 11.1, 12]) await remind(agency, ahead(days));
  expect(await told(agency)).toEqual(["admin: again own Later", "other: again own Not mended", ...before].sort());
  const [notice] = await listNotices(db, people.other.id, { limit: 1 });
  if (notice === undefined) throw new Error("no notice");
  const { title, text } = noticeMessage(notice, { now: ahead(11.1), timezone: "UTC" });
  expect(title).toBe("Harbour will soon block 1 of your access tokens");
  expect(text).toMatch(/Edit it to follow the rules to avoid an interruption\.$/);

  await cancelPlannedPolicy(db, agency.principal, agency.organisation.id);
  expect(await told(agency)).toEqual(expect.arrayContaining(["admin: cancelled", "other: cancelled"]));
});

test.each<[string, number, number]>([
  ["that were planned within three days", 2, 1],
  ["that hold already", 10, 11],
  ["that were taken back", 10, 8],
])("of rules %s nobody is reminded", async (what, days, later) => {
  const agency = await createAgency();
  await createToken(agency.db, agency.people.member, { label: "One" });
  await plan(agency, days, { expiration_required: true });
  if (what === "that were taken back") await cancelPlannedPolicy(agency.db, agency.principal, agency.organisation.id);
  await remind(agency, ahead(later));
  expect((await told(agency)).filter((line) => line.includes("again"))).toEqual([]);
});

test("a mail goes with each notice, which cannot be turned off", async () => {
  const agency = await createAgency();
  const { db, organisation, people, principal } = agency;
  await createToken(db, people.member, { label: "One" });
  await plan(agency, 14, { expiration_required: true });
  await remind(agency, ahead(12));
  await cancelPlannedPolicy(db, principal, organisation.id);
  const mails = await queuedMails(db, people.member.email);
  expect(mails.map(({ kind }) => kind)).toEqual([
    "tokens_policy_planned",
    "tokens_policy_planned",
    "tokens_policy_cancelled",
  ]);
});

test("where no personal token is allowed, its owner is told to use another, not to edit it", async () => {
  const agency = await createAgency();
  await createToken(agency.db, agency.people.member, { label: "One" });
  await plan(agency, undefined, { personal_tokens_allowed: false, expiration_required: true });
  const [notice] = await listNotices(agency.db, agency.people.member.id, { limit: 1 });
  if (notice === undefined) throw new Error("no notice");
  const { text } = noticeMessage(notice, { now: new Date(Date.now() + 1000), timezone: "UTC" });
  expect(text).toMatch(/Personal tokens can’t follow them: ask for a token of the organisation/);
});
