import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countBulkWithdrawalItems } from "@/db/organisation/bulk-withdrawal";
import { forgetProcessWide } from "@/db/process-wide";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { undoRevoke } from "@/lib/access-token/revocation/undo";
import { listNotices } from "@/lib/notice/read";
import { databaseClock } from "@/lib/work/clock";
import { startWork } from "@/lib/work/start";
import { expectConsoleError } from "@/test/console";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  addMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
  type GivenToken,
  type TestUser,
} from "@/test/fixtures";
import { type SmtpUnderTest, startSmtp } from "@/test/mail/smtp";
import { callerWith, signIn } from "@/test/session";
import { waitFor } from "@/test/wait";
import { work } from "@/test/work";
import type { BulkWithdrawalInput } from "./input";
import { previewBulkWithdrawal } from "./preview";
import { retryBulkWithdrawal, startBulkWithdrawal } from "./start";

const HOUR_MS = 60 * 60_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

let database: TestDatabase;
let smtp: SmtpUnderTest;
let worker: { stop(): Promise<void> };
let owner: TestUser;
let member: TestUser;
let agency: { id: string; name: string };
beforeAll(async () => {
  database = await createTestDatabase();
  smtp = await startSmtp();
  process.env.SMTP_URL = smtp.url;
  forgetProcessWide("env");
  worker = await startWork({ databaseUrl: database.url, clock: databaseClock, scheduled: false });
});
afterAll(async () => {
  await worker.stop();
  await smtp.stop();
  await database.destroy();
});
beforeEach(async () => {
  const { db } = database;
  owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  member = await createUser(db, { firstName: "Mika", lastName: "Lind" });
  agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, owner, "owner");
  await addMember(db, agency, member, "member");
});

/** A token whose secret was made that long ago. */
async function made(hours: number, given: GivenToken = {}, whose: TestUser = member) {
  const token = await createToken(database.db, whose, { ...given, createdAt: hoursAgo(hours) });
  await ageSecret(token.id, hours);
  return token;
}

async function ageSecret(tokenId: string, hours: number) {
  await database.db
    .updateTable("access_token_secret")
    .set({ created_at: hoursAgo(hours) })
    .where("token_id", "=", tokenId)
    .execute();
}

const before = (hours: number, given: Partial<BulkWithdrawalInput> = {}): BulkWithdrawalInput => ({
  made_before: hoursAgo(hours),
  personal: true,
  organisation: false,
  reason: "",
  ...given,
});

async function start(input: BulkWithdrawalInput, user = owner) {
  const result = await startBulkWithdrawal(database.db, await signIn(database.db, user), agency.id, input);
  if (result.status !== "started") throw new Error(result.status);
  return result;
}

async function outcomes(bulkWithdrawalId: string): Promise<Record<string, string>> {
  const rows = await database.db
    .selectFrom("token_sweep_item as item")
    .innerJoin("access_token", "access_token.id", "item.token_id")
    .select(["label", "outcome"])
    .where("sweep_id", "=", bulkWithdrawalId)
    .execute();
  return Object.fromEntries(rows.map(({ label, outcome }) => [label, outcome]));
}

const isLetIn = async (secret: string) =>
  (await callerWith(database.db, secret)).organisations.some(({ id }) => id === agency.id);

test("takes what was made before the moment, and nothing that was made or rotated since", async () => {
  const { db } = database;
  const old = await made(10, { label: "old" });
  await made(1, { label: "young" });
  const rotated = await made(10, { label: "rotated since" });
  await ageSecret(rotated.id, 1);
  const own = await createOrganisationToken(db, agency, { label: "the organisation's" });
  await ageSecret(own.id, 10);
  const overlapping = await made(10, { label: "former secret still works" });
  await db
    .updateTable("access_token_secret")
    .set({ state: "retiring", retiring_since: hoursAgo(1), retires_at: new Date(Date.now() + HOUR_MS) })
    .where("token_id", "=", overlapping.id)
    .execute();

  const principal = await signIn(db, owner);
  const [organisation] = principal.organisations;
  if (organisation === undefined) throw new Error("no organisation");
  const preview = await previewBulkWithdrawal(db, principal, organisation, before(5, { organisation: true }), 10);
  expect(preview).toMatchObject({ personal: 2, organisation: 1 });
  expect(preview.tokens.map(({ label }) => label).sort()).toEqual([
    "former secret still works",
    "old",
    "the organisation's",
  ]);
  expect(await isLetIn(old.secret)).toBe(true);

  const { id, count } = await start(before(5));
  expect(count).toBe(2);
  await work(db);
  expect(await outcomes(id)).toEqual({ old: "withdrawn", "former secret still works": "withdrawn" });
  expect(await isLetIn(old.secret)).toBe(false);
  expect(await isLetIn(own.secret)).toBe(true);
  const second = await start(before(5, { personal: false, organisation: true, reason: "A laptop was stolen" }));
  await work(db);
  expect(await outcomes(second.id)).toEqual({ "the organisation's": "revoked" });
  const row = await db
    .selectFrom("access_token")
    .select(["revoke_kind", "revoke_reason", "revoked_by_user_id"])
    .where("id", "=", own.id)
    .executeTakeFirst();
  expect(row).toEqual({
    revoke_kind: "by_administrator",
    revoke_reason: "A laptop was stolen",
    revoked_by_user_id: owner.id,
  });
});

test("makes a revoke of the organisation's own token final that could still be undone", async () => {
  const { db } = database;
  const token = await createOrganisationToken(db, agency, { label: "revoked by mistake" });
  await ageSecret(token.id, 10);
  const principal = await signIn(db, owner);
  expect((await revokeToken(db, principal, { id: token.id, reason: null })).status).toBe("revoked");
  const { id } = await start(before(5, { personal: false, organisation: true }));
  await work(db);
  expect(await outcomes(id)).toMatchObject({ "revoked by mistake": "revoked" });
  expect((await undoRevoke(db, principal, token.id)).status).toBe("final");
});

test("each owner is told once of all tokens, by one notice and one mail; whoever began it, that it is through", async () => {
  const { db } = database;
  for (let n = 0; n < 7; n++) await made(10, { label: `token ${n}` });
  await made(10, { label: "mine" }, owner);
  const { id } = await start(before(5, { reason: "A laptop was stolen" }));
  await work(db);
  await work(db, "run_sweeps");
  const notices = await db.selectFrom("notice").select(["kind", "detail"]).where("user_id", "=", member.id).execute();
  expect(notices).toMatchObject([
    {
      kind: "tokens_access_withdrawn",
      detail: { count: 7, by: "Ona Lind", organisation: "Harbour", reason: "A laptop was stolen" },
    },
  ]);
  expect(smtp.received.filter(({ to }) => JSON.stringify(to).includes(member.email))).toHaveLength(1);
  const owners = await db.selectFrom("notice").select("kind").where("user_id", "=", owner.id).orderBy("id").execute();
  expect(owners.map(({ kind }) => kind)).toEqual(["tokens_access_withdrawn", "token_sweep_finished"]);
  const activity = await db
    .selectFrom("activity")
    .select(["type", "after"])
    .where("target_id", "=", id)
    .orderBy("created_at")
    .execute();
  expect(activity).toMatchObject([
    { type: "token_sweep.started", after: { tokens: 8 } },
    { type: "token_sweep.finished", after: { withdrawn: 8, failed: 0 } },
  ]);
});

test("is for owners and admins, of what is past, and one at a time for each of them", async () => {
  const { db } = database;
  const attempt = async (user: TestUser, input: BulkWithdrawalInput) =>
    (await startBulkWithdrawal(db, await signIn(db, user), agency.id, input)).status;
  expect(await attempt(member, before(5))).toBe("role_required");
  expect(await attempt(await createUser(db), before(5))).toBe("not_found");
  expect(await attempt(owner, before(-1))).toBe("invalid");
  await db
    .insertInto("token_sweep")
    .values({
      id: "019379a0-0000-7000-8000-00000000000a",
      organisation_id: agency.id,
      made_before: hoursAgo(1),
      includes_personal: true,
      includes_organisation: false,
      created_by_user_id: owner.id,
    })
    .execute();
  expect(await attempt(owner, before(5))).toBe("already_running");
  const other = await createUser(db);
  await addMember(db, agency, other, "admin");
  expect(await attempt(other, before(5))).toBe("started");
  await work(db, "run_sweeps");
  expect(await attempt(owner, before(5))).toBe("started");
  await work(db);
});

test("what is in use ends first, and one organisation does not wait for another's many tokens", async () => {
  const { db } = database;
  await Promise.all(Array.from({ length: 101 }, () => made(10)));
  const busy = await made(10);
  await db.insertInto("access_token_last_use").values({ token_id: busy.id, used_at: new Date() }).execute();
  const other = await createOrganisation(db);
  await db
    .insertInto("token_sweep")
    .values({
      id: other.id,
      organisation_id: other.id,
      made_before: hoursAgo(5),
      includes_personal: true,
      includes_organisation: false,
      reason: "",
      created_at: hoursAgo(-1),
    })
    .execute();
  await db.insertInto("token_sweep_item").values({ sweep_id: other.id, token_id: busy.id }).execute();
  const { count } = await start(before(5));
  await work(db);
  const done = await db
    .selectFrom("token_sweep_item")
    .select(["sweep_id", "token_id"])
    .where("sweep_id", "in", (query) =>
      query.selectFrom("token_sweep").select("id").where("organisation_id", "in", [agency.id, other.id]),
    )
    .orderBy("done_at")
    .execute();
  expect(count).toBe(102);
  expect(done.slice(0, 25).map(({ token_id }) => token_id)).toContain(busy.id);
  expect(done.findIndex(({ sweep_id }) => sweep_id === other.id)).toBe(100);
  expect(done).toHaveLength(103);
});

test("what a token makes before it loses access loses it too, and so does what that has made", async () => {
  const { db } = database;
  const stolen = await made(10, { label: "stolen" });
  const held = await db.startTransaction().execute();
  await held.selectFrom("access_token").select("id").where("id", "=", stolen.id).forNoKeyUpdate().execute();
  const { id } = await start(before(5));
  const createdBy = async (maker: { id: string }, token: { id: string }) => {
    await db.updateTable("access_token").set({ created_by_token_id: maker.id }).where("id", "=", token.id).execute();
    return token;
  };
  const child = await createdBy(stolen, await createToken(db, member, { label: "child" }));
  await createdBy(child, await createOrganisationToken(db, agency, { label: "grandchild" }));
  await createToken(db, member, { label: "made by a person" });
  await held.rollback().execute();
  await work(db, "run_sweeps");
  expect(await outcomes(id)).toEqual({ stolen: "withdrawn", child: "withdrawn", grandchild: "revoked" });
});

test("a token that someone is busy with keeps no other waiting, and is withdrawn once it is free", async () => {
  const { db } = database;
  const busy = await made(10, { label: "busy" });
  await made(10, { label: "free" });
  const held = await db.startTransaction().execute();
  await held.selectFrom("access_token").select("id").where("id", "=", busy.id).forNoKeyUpdate().execute();
  const { id } = await start(before(5));
  await waitFor(async () => (await outcomes(id)).free === "withdrawn", "the token that is free");
  expect(await outcomes(id)).toEqual({ busy: "pending", free: "withdrawn" });
  await held.rollback().execute();
  await work(db, "run_sweeps");
  expect(await outcomes(id)).toEqual({ busy: "withdrawn", free: "withdrawn" });
});

test("a token that cannot be dealt with fails alone, and is tried again when somebody asks", async () => {
  expectConsoleError(/^sweep .*: token .* failed/);
  expectConsoleError(/^sweep .*: token .* failed/);
  expectConsoleError(/^sweep .*: token .* failed/);
  const { db } = database;
  const stubborn = await made(10, { label: "stubborn" });
  await made(10, { label: "willing" });
  await sql`create function refuse() returns trigger language plpgsql as $$ begin
    if new.token_id = '${sql.raw(stubborn.id)}' then raise exception 'refused'; end if; return new; end $$`.execute(db);
  await sql`create trigger refuse before insert on access_token_organisation for each row execute function refuse()`.execute(
    db,
  );
  const { id } = await start(before(5));
  await work(db);
  expect(await outcomes(id)).toEqual({ stubborn: "failed", willing: "withdrawn" });
  await sql`drop trigger refuse on access_token_organisation`.execute(db);
  const principal = await signIn(db, owner);
  expect(await retryBulkWithdrawal(db, await signIn(db, member), agency.id, id)).toMatchObject({
    status: "role_required",
  });
  expect(await retryBulkWithdrawal(db, principal, agency.id, id)).toEqual({ status: "retried", count: 1 });
  await work(db);
  expect(await countBulkWithdrawalItems(db, id)).toMatchObject({ withdrawn: 2, failed: 0, pending: 0 });
  expect(await retryBulkWithdrawal(db, principal, agency.id, id)).toEqual({ status: "retried", count: 0 });
});

test("who looks after revoked tokens of the organisation is told once of all of them; who began it is not", async () => {
  const { db } = database;
  const team = await createTeam(db, agency, { members: [member, owner] });
  const admin = await createUser(db);
  await addMember(db, agency, admin, "admin");
  for (const given of [
    { label: "B of the team", teamId: team.id },
    { label: "A of the team", teamId: team.id },
    { label: "C" },
  ]) {
    await ageSecret((await createOrganisationToken(db, agency, given)).id, 10);
  }
  const { id } = await start(before(5, { personal: false, organisation: true, reason: "A laptop was stolen" }));
  await work(db);
  expect(Object.values(await outcomes(id))).toEqual(["revoked", "revoked", "revoked"]);
  const noticesOf = async (user: { id: string }) =>
    (await listNotices(db, user.id, { limit: 10 })).flatMap(({ kind, detail }) =>
      kind === "organisation_tokens_revoked" ? [{ labels: detail.labels, by: detail.by, reason: detail.reason }] : [],
    );
  const by = { by: "Ona Lind", reason: "A laptop was stolen" };
  expect(await noticesOf(member)).toEqual([{ labels: ["A of the team", "B of the team"], ...by }]);
  expect(await noticesOf(admin)).toEqual([{ labels: ["C"], ...by }]);
  expect(await noticesOf(owner)).toEqual([]);
  await work(db);
  expect(await noticesOf(admin)).toHaveLength(1);
});
