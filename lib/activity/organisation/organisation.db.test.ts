import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findOrganisationActivity, type OrganisationActivityFilter } from "@/db/activity/organisation";
import { ensureActivityMonths } from "@/db/migrate";
import { listActivity } from "@/lib/activity/account";
import { NO_NAMES } from "@/lib/activity/names";
import type { Role } from "@/lib/authorization/principal";
import { monthsReadBeyond, statementOf } from "@/test/database/activity-plan";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  addMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { actingToken, organisationActorText } from "./actor";
import { organisationActivityJson } from "./json";
import { ORGANISATION_ACTIVITY_KINDS } from "./kind";
import {
  activitySightOf,
  countOrganisationActivity,
  listOrganisationActivity,
  listOrganisationActivityPage,
  readOrganisationActivity,
} from "./organisation";

let test_: TestDatabase;
let agency: { id: string };
let person: { id: string };
const ROWS = 60_000;

// A year of entries of three organisations and of accounts; one person's are few among many.
beforeAll(async () => {
  test_ = await createTestDatabase();
  const { db } = test_;
  agency = await createOrganisation(db);
  const elsewhere = await createOrganisation(db, { name: "Elsewhere" });
  person = await createUser(db);
  await ensureActivityMonths(db, new Date("2025-06-01T00:00:00Z"), 12);
  await sql`insert into activity (id, created_at, type, organisation_id, user_id, actor_user_id, application_id, target_type, target_id, target_label, after)
    select gen_random_uuid(), '2026-05-31T00:00:00Z'::timestamptz - make_interval(mins => n * 8),
      case n % 3 when 0 then 'membership.role_changed' when 1 then 'application.renamed' else 'access_token.edited' end,
      case when n % 20 = 0 then ${agency.id}::uuid when n % 2 = 0 then ${elsewhere.id}::uuid end,
      case when n % 400 = 0 then ${person.id}::uuid else gen_random_uuid() end,
      case when n % 600 = 0 then ${person.id}::uuid else gen_random_uuid() end,
      gen_random_uuid(), 'application', gen_random_uuid(), 'Site ' || n % 100, jsonb_build_object('filler', repeat('x', 100))
    from generate_series(1, ${ROWS}::int) n`.execute(db);
  await sql`analyze activity`.execute(db);
}, 120_000);
afterAll(() => test_.destroy());

test.each<[string, OrganisationActivityFilter]>([
  ["everything", {}],
  ["a kind", { types: ORGANISATION_ACTIVITY_KINDS[0].types }],
  ["what is of no other kind", { types: ORGANISATION_ACTIVITY_KINDS[5].types }],
  ["a person", { personId: "019379a0-0000-7000-8000-000000000001" }],
  ["an application", { applicationId: "019379a0-0000-7000-8000-000000000001" }],
  ["a type", { type: "application.renamed" }],
  ["a period", { from: new Date("2025-12-01T00:00:00Z"), to: new Date("2025-12-02T00:00:00Z") }],
  ["a text", { search: "nothing has this" }],
])("asking for %s reads an index in every month, for all and for one's own", async (_, filter) => {
  const by = /\((organisation|user|actor_user|actor_token|application|target)_id = /;
  const cursor = { at: "2026-02-01T00:00:00.000000Z", id: "019379a0-0000-7000-8000-000000000001" };
  for (const own of [undefined, { userId: person.id, tokenId: null }]) {
    const sight = { organisationId: agency.id, own };
    for (const page of [{}, { older: cursor }, { newer: cursor }, { offset: 100 }]) {
      const statement = await statementOf(() =>
        findOrganisationActivity(test_.db, sight, filter, { limit: 51, ...page }),
      );
      expect(await monthsReadBeyond(test_.url, statement, by)).toEqual([]);
    }
  }
});

async function scene() {
  const { db } = test_;
  const organisation = await createOrganisation(db);
  const join = async (role: Role, firstName: string) => {
    const user = await createUser(db, { firstName, lastName: "Lind" });
    await addMember(db, organisation, user, role);
    return user;
  };
  const people = {
    owner: await join("owner", "Ona"),
    admin: await join("admin", "Ada"),
    member: await join("member", "Mika"),
    guest: await join("guest", "Gus"),
  };
  const record = async (type: string, given: Record<string, string>) =>
    await db
      .insertInto("activity")
      .values({ id: uuidv7(), type, organisation_id: organisation.id, ...given })
      .execute();
  const seen = async (user: { id: string }, filter: OrganisationActivityFilter = {}) => {
    const principal = await signIn(db, user);
    const [own] = principal.organisations;
    if (own === undefined) throw new Error("belongs to nothing");
    const { rows } = await listOrganisationActivity(db, principal, own, filter);
    expect(await countOrganisationActivity(db, principal, own, filter)).toBe(rows.length);
    return rows.map(({ type }) => type).sort();
  };
  return { db, organisation, people, record, seen };
}

test("owners and admins see all; members and guests what they did and what happened to them", async () => {
  const { organisation, people, record, seen } = await scene();
  const { owner, admin, member, guest } = people;
  await record("test.owner_did", { actor_user_id: owner.id });
  await record("test.member_did", { actor_user_id: member.id });
  await record("test.to_member", { actor_user_id: admin.id, user_id: member.id });
  await record("test.guest_did", { actor_user_id: guest.id });
  await test_.db
    .insertInto("activity")
    .values({ id: uuidv7(), type: "test.elsewhere", organisation_id: uuidv7(), actor_user_id: member.id })
    .execute();
  const all = ["test.guest_did", "test.member_did", "test.owner_did", "test.to_member"];
  expect(await seen(owner)).toEqual(all);
  expect(await seen(admin)).toEqual(all);
  expect(await seen(member)).toEqual(["test.member_did", "test.to_member"]);
  expect(await seen(guest)).toEqual(["test.guest_did"]);
  // Asking for someone else's shows no more.
  expect(await seen(member, { personId: owner.id })).toEqual([]);
  expect(await seen(admin, { personId: member.id })).toEqual(["test.member_did", "test.to_member"]);
  const stranger = await signIn(test_.db, await createUser(test_.db));
  expect(stranger.organisations.find(({ id }) => id === organisation.id)).toBeUndefined();
});

test("who sees only what is his own learns and finds nothing of from where others did it to him", async () => {
  const { db, organisation, people, record, seen } = await scene();
  const { admin, member } = people;
  const [home, office] = [{ address: "198.51.100.7", user_agent: "Home/1" }, { address: "203.0.113.9" }];
  await record("test.to_member", { actor_user_id: admin.id, user_id: member.id, ...home });
  await record("test.refused", { user_id: member.id, ...home });
  await record("test.member_did", { actor_user_id: member.id, ...office });
  const told = async (user: { id: string }) => {
    const principal = await signIn(db, user);
    const own = principal.organisations.find(({ id }) => id === organisation.id);
    if (own === undefined) throw new Error("belongs to nothing");
    const { rows } = await listOrganisationActivity(db, principal, own, {});
    return Object.fromEntries(rows.map(({ type, address }) => [type, address]));
  };
  const all = { "test.to_member": home.address, "test.refused": home.address, "test.member_did": office.address };
  expect(await told(admin)).toEqual(all);
  expect(await told(member)).toEqual({ ...all, "test.to_member": null });
  const account = await listActivity(db, await signIn(db, member), { types: { prefixes: ["test."] } });
  expect(account.rows.map(({ type, address, user_agent }) => [type, address, user_agent])).toEqual([
    ["test.refused", home.address, home.user_agent],
    ["test.to_member", null, ""],
  ]);
  expect(await seen(admin, { search: "198.51" })).toEqual(["test.refused", "test.to_member"]);
  expect(await seen(member, { search: "198.51" })).toEqual(["test.refused"]);
  expect(await seen(member, { search: "home/1" })).toEqual(["test.refused"]);
});

test("a token of the organisation that acts as member sees what it did itself", async () => {
  const { db, organisation, record } = await scene();
  const [one, other] = [
    await createOrganisationToken(db, organisation),
    await createOrganisationToken(db, organisation),
  ];
  await record("test.mine", { actor_token_id: one.id });
  await record("test.others", { actor_token_id: other.id });
  const caller = await callerWith(db, one.secret);
  const [own] = caller.organisations;
  if (own === undefined) throw new Error("reaches nothing");
  const page = { number: 1, size: 10, ascending: false };
  const { rows, count } = await listOrganisationActivityPage(db, caller, own, {}, page);
  expect([rows.map(({ type }) => type), count]).toEqual([["test.mine"], 1]);
});

test("somebody else's token is told without its label to whoever does not see it", async () => {
  const { db, organisation, people, record } = await scene();
  const { admin, member } = people;
  const laptop = await createToken(db, admin, { label: "Ada’s laptop" });
  const team = await createTeam(db, organisation, { members: [member] });
  const nightly = await createOrganisationToken(db, organisation, { label: "nightly", teamId: team.id });
  await record("membership.role_changed", { actor_user_id: admin.id, actor_token_id: laptop.id, user_id: member.id });
  await record("test.by_team", { actor_token_id: nightly.id, user_id: member.id });
  const told = async (user: { id: string }) => {
    const principal = await signIn(db, user);
    const [own] = principal.organisations;
    if (own === undefined) throw new Error("belongs to nothing");
    const viewer = { principal, organisation: own };
    const { rows } = await listOrganisationActivity(db, principal, own, {});
    const json = rows.map((row) => organisationActivityJson(row, viewer, NO_NAMES));
    expect(json.map(({ context }) => context.token?.label)).toEqual(rows.map((row) => actingToken(row, viewer)?.label));
    return rows.map((row) => organisationActorText(row, viewer));
  };
  expect(await told(people.owner)).toEqual(["token nightly", "Ada Lind, with token Ada’s laptop"]);
  expect(await told(admin)).toEqual(["token nightly", "you, with token Ada’s laptop"]);
  expect(await told(member)).toEqual(["token nightly", "Ada Lind, with an access token"]);
});

test("reading all of it gives each entry once, newest first", async () => {
  const { db, people, record, seen } = await scene();
  for (let n = 0; n < 5; n++) await record("test.many", { actor_user_id: people.member.id });
  const principal = await signIn(db, people.owner);
  const [own] = principal.organisations;
  if (own === undefined) throw new Error("belongs to nothing");
  const rows = [];
  for await (const some of readOrganisationActivity(db, principal, own, {})) rows.push(...some);
  expect(rows.length).toBe((await seen(people.owner)).length);
  expect(rows.map(({ at }) => at)).toEqual([...rows.map(({ at }) => at)].sort().reverse());
  expect(activitySightOf(principal, own)).toEqual({ organisationId: own.id });
});
