import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { findTokensByDigest, listTokens } from "@/db/access-token/token";
import { findUserByEmail } from "@/db/account/user";
import type { Db } from "@/db/database";
import { DEMO_PASSWORD, fillDemo } from "@/demo/fill-demo";
import { STATUSES } from "@/lib/access-token/lifetime/lifetime";
import { PURPOSES } from "@/lib/access-token/purpose";
import { digestOf } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { makeNotices } from "@/lib/notice/make-notices";
import { listNotices } from "@/lib/notice/read";
import { verifyPassword } from "@/lib/password/hash";
import { passwordInput } from "@/lib/password/input";
import { createTestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createUser } from "@/test/fixtures";

const now = new Date();
const { db, destroy } = await createTestDatabase();
afterAll(destroy);
const demo = await fillDemo(db, now);

async function mainTokens() {
  const user = await findUserByEmail(db, demo?.logins[0]?.email ?? "");
  const order = { field: "created_at", descending: true } as const;
  return await listTokens(db, { visibility: { userId: user?.id }, filter: {}, order, limit: 500, offset: 0 });
}

test("the main person has some 40 tokens, in every status, for every purpose and revoked in every way", async () => {
  const { rows, count } = await mainTokens();
  expect(count).toBeGreaterThanOrEqual(38);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(STATUSES));
  expect(new Set(rows.map(({ purpose }) => purpose))).toEqual(new Set(PURPOSES));
  const kinds = rows.flatMap(({ revoke_kind }) => revoke_kind ?? []);
  expect(new Set(kinds)).toEqual(new Set(["by_owner", "by_administrator", "leaked", "self"]));
  const days = rows.map(({ expires_at }) => ((expires_at?.getTime() ?? Number.NaN) - now.getTime()) / 86_400_000);
  expect(days.some((left) => left > 0 && left < 7)).toBe(true);
  expect(days.some((left) => left < 0 && left > -7)).toBe(true);
  expect(days.some((left) => left < -180)).toBe(true);
});

test("every demo login opens its account, with a password that anybody could choose here", async () => {
  expect(passwordInput(["Latchkey"]).safeParse(DEMO_PASSWORD).success).toBe(true);
  expect(demo?.logins.length).toBeGreaterThanOrEqual(4);
  for (const { email } of demo?.logins ?? []) {
    const user = await findUserByEmail(db, email);
    expect(user?.deactivated_at).toBeNull();
    expect(await verifyPassword(user?.password_hash ?? null, DEMO_PASSWORD)).toBe(true);
  }
});

test("one organisation is the platform's, and every role is taken", async () => {
  const { rows } = await sql<{ is_platform: boolean }>`select is_platform from organisation`.execute(db);
  expect(rows.map(({ is_platform }) => is_platform).sort()).toEqual([false, false, true]);
  const roles = await db.selectFrom("membership").select("role").distinct().execute();
  expect(roles.map(({ role }) => role).sort()).toEqual(["admin", "guest", "member", "owner"]);
});

test("environments have deployments that went well and ones that failed, each with its log", async () => {
  const rows = await db.selectFrom("deployment").select(["status", "log_bytes"]).execute();
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["succeeded", "failed"]));
  expect(rows.filter(({ log_bytes }) => log_bytes === 0)).toEqual([]);
});

test("whatever time of day it is, nothing has happened in the future, and nothing ends before it began", async () => {
  for (const time of ["00:00:01", "11:30:00", "23:59:59"]) {
    const other = await createTestDatabase();
    const moment = new Date(`2031-03-01T${time}Z`);
    await fillDemo(other.db, moment);
    expect(await contradictions(other.db, moment)).toEqual([]);
    await other.destroy();
  }
});

async function contradictions(of: Db, moment: Date) {
  const { rows } = await sql`
    select label from access_token t left join access_token_last_use u on u.token_id = t.id
      where t.created_at > ${moment} or revoked_at > ${moment} or used_at > ${moment}
        or revoked_at < created_at or expires_at <= created_at or revoked_at > expires_at
        or used_at < t.created_at or used_at > revoked_at or used_at > expires_at
    union all
    select type from activity where created_at > ${moment}
    union all
    select t.label from access_token t join "user" p on p.id = t.user_id where t.created_at < p.created_at
    union all
    select t.label from access_token t join access_token m on m.id = t.created_by_token_id
      where t.created_at < m.created_at
    union all
    select user_agent from session where created_at > ${moment} or last_seen_at > ${moment} or last_seen_at < created_at
    union all
    select t.label || ': secret' from access_token_secret s join access_token t on t.id = s.token_id
      where s.created_at > ${moment} or s.created_at < t.created_at or s.first_used_at > ${moment}
        or s.first_used_at < s.created_at or s.retiring_since > ${moment} or s.retires_at < s.retiring_since
        or (s.state = 'retiring' and (s.retires_at <= ${moment} or s.retires_at > t.expires_at))
        or (s.state = 'retired' and s.retires_at > ${moment})
        or (s.state = 'pending' and s.created_at <= ${moment}::timestamptz - interval '7 days')
        or (s.state in ('pending', 'retiring') and (t.revoked_at is not null or t.expires_at <= ${moment}))
    union all
    select t.label || ': usage' from access_token_usage u join access_token t on t.id = u.token_id
      left join access_token_last_use l on l.token_id = t.id
      where u.day > ${moment}::timestamptz at time zone 'UTC' or u.day < (t.created_at at time zone 'UTC')::date
        or (u.outcome = 'success' and u.day > (l.used_at at time zone 'UTC')::date)
        or (u.outcome = 'token_revoked' and u.day < (t.revoked_at at time zone 'UTC')::date)
        or (u.outcome = 'token_expired' and u.day < (t.expires_at at time zone 'UTC')::date)
    union all
    select t.label || ': source' from access_token_source o join access_token_secret s on s.id = o.secret_id
      join access_token t on t.id = s.token_id
      where o.last_seen_at > ${moment} or o.first_seen_at > o.last_seen_at or o.first_seen_at < s.created_at
        or (o.refused = 0 and (o.last_seen_at > t.revoked_at or o.last_seen_at > t.expires_at))
    union all
    select kind from notice where created_at > ${moment} or read_at > ${moment} or read_at < created_at
    union all
    select email from invitation where created_at > ${moment} or revoked_at > ${moment} or revoked_at < created_at
    union all
    select reason from access_token_organisation where decided_at > ${moment}
    union all
    select 'policy' from organisation_policy where created_at > ${moment} or enforced_from > ${moment} or enforced_from < created_at
    union all
    select 'deployment' from deployment d join environment e on e.id = d.environment_id
      where d.created_at < e.created_at or started_at < d.created_at or ended_at < started_at or ended_at > ${moment}
    union all
    select label from access_token where expiration_set_at > ${moment} or expiration_set_at < created_at
    union all
    select t.label || ': last use without a source' from access_token_last_use l join access_token t on t.id = l.token_id
      where not exists (select from access_token_source o join access_token_secret s on s.id = o.secret_id
        where s.token_id = t.id and o.address = l.address and o.user_agent = l.user_agent and o.last_seen_at >= l.used_at)`.execute(
    of,
  );
  return rows;
}

test("the main person has notices of several kinds, some of them unread, which say what is so", async () => {
  const user = await findUserByEmail(db, demo?.logins[0]?.email ?? "");
  const rows = await listNotices(db, user?.id ?? "", { limit: 500 });
  const unread = rows.filter(({ readAt }) => readAt === null);
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(
    new Set(["token_expires", "token_expired", "token_created", "token_revoked_by_other", "password_changed"]),
  );
  expect(unread.length).toBeGreaterThanOrEqual(3);
  expect(unread.length).toBeLessThan(rows.length / 2);

  // The instance that runs on it finds nothing that it would have told already.
  const { signal } = new AbortController();
  await makeNotices({ db, clock: async () => now, mail: undefined, leaseSeconds: 60, signal }, undefined);
  expect(await listNotices(db, user?.id ?? "", { limit: 500 })).toEqual(rows);
});

test("there is a token in each state of a rotation and of a revoke, and use worth looking at", async () => {
  const { rows } = await mainTokens();
  const of = (label: string) => rows.find((row) => row.label === label);
  const statesOf = (label: string) => of(label)?.secrets.map(({ state }) => state);
  expect(statesOf("Northpost intranet: GitLab")).toEqual(["pending", "current"]);
  expect(statesOf("Shared staging server")).toEqual(["current", "retiring"]);
  const minutesSince = (at: Date | null | undefined) => (now.getTime() - (at?.getTime() ?? 0)) / 60_000;
  expect(minutesSince(of("Status board in the kitchen")?.revoked_at)).toBeLessThan(60);
  const leaked = rows.filter(({ revoke_kind }) => revoke_kind === "leaked");
  const ends = leaked.map(({ revoked_at }) => revoked_at?.getTime());
  expect(leaked.filter(({ revoke_reason }) => revoke_reason?.includes("Preview robot"))).toHaveLength(2);
  expect(ends.filter((end) => end === of("Preview robot")?.revoked_at?.getTime())).toHaveLength(3);

  const { rows: use } = await sql<{ outcome: string; days: number; requests: number }>`
    select outcome, count(distinct day)::int as days, sum(requests)::int as requests from access_token_usage group by 1`.execute(
    db,
  );
  expect(use.find(({ outcome }) => outcome === "success")?.days).toBe(90);
  expect(new Set(use.map(({ outcome }) => outcome))).toEqual(
    new Set(["success", "insufficient_scope", "network_not_allowed", "token_expired", "token_revoked"]),
  );
});

test("the agency has teams, guests who see some applications, open invitations, a token kept out, and rules still in draft", async () => {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*) from team t where not exists (select from team_member m where m.team_id = t.id))::int as empty_teams,
    (select count(*) from membership m where role = 'guest' and not exists (
      select from application_collaborator c where c.user_id = m.user_id and c.organisation_id = m.organisation_id))::int
      as guests_of_nothing,
    (select count(*) from application_collaborator c join membership m using (organisation_id, user_id)
      where m.role <> 'guest')::int as added_without_need,
    (select count(*) from invitation where accepted_at is null and revoked_at is null and expires_at > ${now})::int as open,
    (select count(*) from access_token_organisation where state = 'withdrawn')::int as withdrawn,
    (select count(*) from organisation_policy where enforced_from is null)::int as drafts`.execute(db);
  expect(rows).toEqual([
    { empty_teams: 0, guests_of_nothing: 0, added_without_need: 0, open: 2, withdrawn: 1, drafts: 1 },
  ]);
  const { rows: assigned } = await sql<{ to: string }>`select distinct case when team_id is not null then 'team'
    when application_id is not null then 'application' when workflow is not null then 'workflow' else 'nothing' end as to
    from access_token where kind = 'org'`.execute(db);
  expect(assigned.map(({ to }) => to).sort()).toEqual(["application", "nothing", "team", "workflow"]);
});

test("the activity is that of more than a year, each row in the partition of its month", async () => {
  const { rows } = await sql<{ months: string; stray: string }>`
    select count(distinct date_trunc('month', created_at)) as months,
      count(*) filter (where tableoid = 'activity_default'::regclass) as stray from activity`.execute(db);
  expect(Number(rows[0]?.months)).toBeGreaterThan(12);
  expect(rows[0]?.stray).toBe("0");
});

test("the token for a first call works, and no secret is stored", async () => {
  const { secret = "", label = "" } = demo?.firstToken ?? {};
  const owner = await findUserByEmail(db, demo?.logins[0]?.email ?? "");
  const [found] = await findTokensByDigest(db, { userId: owner?.id }, [digestOf(secret, tokenDigestKey().key)]);
  expect(found).toMatchObject({ label, status: "active" });
  expect(linesWithSecret(await dumpDatabase(db), secret)).toEqual([]);
});

test("filling it again changes nothing, and tells the same", async () => {
  const before = await dumpDatabase(db);
  expect(await fillDemo(db, new Date())).toEqual(demo);
  expect(await dumpDatabase(db)).toEqual(before);
});

test("a first token that was revoked is not told any more", async () => {
  const other = await createTestDatabase();
  const filled = await fillDemo(other.db, now);
  await sql`update access_token set revoked_at = now(), revoke_kind = 'by_owner' where label = ${filled?.firstToken?.label}`.execute(
    other.db,
  );
  expect(await fillDemo(other.db, now)).toEqual({ ...filled, firstToken: undefined });
  await other.destroy();
});

test("a database with accounts of its own is left alone", async () => {
  const other = await createTestDatabase();
  await createUser(other.db);
  const before = await dumpDatabase(other.db);
  expect(await fillDemo(other.db, now)).toBeUndefined();
  expect(await dumpDatabase(other.db)).toEqual(before);
  await other.destroy();
});

test("of two that fill it at once, one does", async () => {
  const other = await createTestDatabase();
  const [first, second] = await Promise.all([fillDemo(other.db, now), fillDemo(other.db, now)]);
  expect(first).toEqual(second);
  expect(await other.db.selectFrom("organisation").select("id").execute()).toHaveLength(3);
  await other.destroy();
});
