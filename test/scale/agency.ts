import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";
import { createOrganisation } from "@/test/fixtures";

export type Size = { people: number; applications: number; tokens: number };

/** An agency as large as they come, and one whose every list fits on a page. */
export const LARGE: Size = { people: 200, applications: 500, tokens: 5_000 };

export type Agency = {
  id: string;
  slug: string;
  /** Someone of each role. */
  people: Record<"owner" | "admin" | "member" | "guest", { id: string; email: string }>;
  application: { id: string; slug: string };
};

/**
 * An organisation with people in every role, teams, applications with two environments each, tokens of people and its own,
 * invitations and activity: a few statements for all of it, some seconds for a large one. Nobody's password is known.
 */
export async function createAgency(db: Kysely<Database>, size: Size, name = "Scale"): Promise<Agency> {
  const run = randomUUID().slice(0, 8);
  const organisation = await createOrganisation(db, { name: `${name} ${run}` });
  const { id } = organisation;
  for (const statement of statements(id, run, size)) await sql.raw(statement).execute(db);
  const someone = async (role: "owner" | "admin" | "member" | "guest") =>
    await db
      .selectFrom("membership")
      .innerJoin("user", "user.id", "membership.user_id")
      .select(["user.id", "user.email"])
      .where("organisation_id", "=", id)
      .where("role", "=", role)
      .orderBy("user.email")
      .executeTakeFirstOrThrow();
  const application = await db
    .selectFrom("application")
    .select(["id", "slug"])
    .where("organisation_id", "=", id)
    .orderBy("slug")
    .executeTakeFirstOrThrow();
  const people = {
    owner: await someone("owner"),
    admin: await someone("admin"),
    member: await someone("member"),
    guest: await someone("guest"),
  };
  return { id, slug: organisation.slug, people, application };
}

/** What the planner decides by. After a lot was written, nobody else has looked yet. */
export async function analyze(db: Kysely<Database>): Promise<void> {
  await sql`analyze`.execute(db);
}

function statements(id: string, run: string, { people, applications, tokens }: Size): string[] {
  const org = `'${id}'::uuid`;
  const mine = `email like '%.${run}@scale.example'`;
  // The number in an e-mail address or slug, by which the rest decides.
  const number = (column: string) => `substring(${column} from '[0-9]+')::int`;
  return [
    `insert into "user" (id, email, email_verified_at, first_name, last_name)
     select gen_random_uuid(), 'p' || n || '.${run}@scale.example', now(), 'Person', 'Number ' || n
     from generate_series(1, ${people}) n`,
    `insert into membership (organisation_id, user_id, role, created_at)
     select ${org}, id, case when n <= 2 then 'owner' when n % 20 = 3 then 'admin' when n % 5 = 4 then 'guest' else 'member' end,
       now() - n * interval '1 day'
     from (select id, ${number("email")} n from "user" where ${mine}) p`,
    `insert into team (id, organisation_id, name)
     select gen_random_uuid(), ${org}, 'Team ' || n from generate_series(1, ${Math.ceil(people / 5)}) n`,
    `insert into team_member (team_id, organisation_id, user_id)
     select t.id, ${org}, m.user_id
     from (select id, row_number() over (order by name) k from team where organisation_id = ${org}) t
     join (select user_id, row_number() over (order by user_id) k from membership
       where organisation_id = ${org} and role <> 'guest') m on m.k % ${Math.ceil(people / 5)} = t.k % ${Math.ceil(people / 5)}`,
    `insert into application (id, organisation_id, name, slug, created_at)
     select gen_random_uuid(), ${org}, 'Client ' || n, 'client-' || n || '-${run}', now() - n * interval '1 day'
     from generate_series(1, ${applications}) n`,
    `insert into environment (id, application_id, slug)
     select gen_random_uuid(), a.id, e.slug from application a, (values ('test'), ('live')) e (slug)
     where a.organisation_id = ${org}`,
    // Sensitive, so that nobody tries to open what was never sealed.
    `insert into environment_variable (id, environment_id, name, value, key_id, is_sensitive)
     select gen_random_uuid(), e.id, 'VARIABLE_' || n, '\\x00', 'none', true
     from environment e join application a on a.id = e.application_id, generate_series(1, 3) n
     where a.organisation_id = ${org}`,
    `insert into application_collaborator (application_id, organisation_id, user_id, access)
     select a.id, ${org}, m.user_id, case when m.k % 2 = 0 then 'read' else 'write' end
     from (select user_id, row_number() over (order by user_id) k from membership
       where organisation_id = ${org} and role = 'guest') m
     join (select id, row_number() over (order by slug) k from application where organisation_id = ${org}) a
       on a.k % 40 = m.k % 40`,
    `insert into access_token (id, kind, user_id, organisation_id, acts_as, team_id, application_id, workflow, label, purpose,
       scopes, reach, expires_at, created_at, created_by_user_id, revoked_at, revoke_kind)
     select gen_random_uuid(), case when own then 'org' else 'pat' end, case when own then null else m.user_id end,
       case when own then ${org} end, case when own then (array['admin', 'member', 'guest'])[1 + n % 3] end,
       case when own and n % 4 = 0 then t.id end, case when own and n % 4 = 1 then a.id end,
       case when own and n % 4 = 2 then 'workflow-' || n % 17 end,
       'Token ' || n, (array['local_development', 'ci_pipeline', 'shared_environment', 'automation'])[1 + n % 4],
       case when n % 3 = 0 then array['all'] else array['applications:read', 'deployments:write'] end,
       case when n % 2 = 0 then 'everything' else 'limited' end,
       case when n % 5 = 0 then null else now() + (n % 400) * interval '1 day' end, now() - n * interval '1 hour', m.user_id,
       case when n % 10 = 9 then now() - interval '1 day' end, case when n % 10 = 9 then 'by_owner' end
     from (select n, n % 12 = 0 own from generate_series(1, ${tokens}) n) n
     join (select user_id, row_number() over (order by user_id) k from membership where organisation_id = ${org}) m
       on m.k = 1 + n.n % ${people}
     join (select id, row_number() over (order by id) k from team where organisation_id = ${org}) t
       on t.k = 1 + n.n % ${Math.ceil(people / 5)}
     join (select id, row_number() over (order by id) k from application where organisation_id = ${org}) a
       on a.k = 1 + n.n % ${applications}`,
    `insert into access_token_limit (id, token_id, organisation_id, application_id)
     select gen_random_uuid(), t.id, ${org}, a.id
     from (select id, ${number("label")} n from access_token where reach = 'limited' and ${ofOrganisation(org)}) t
     left join (select id, row_number() over (order by id) k from application where organisation_id = ${org}) a
       on a.k = 1 + t.n % ${applications} and t.n % 3 <> 0`,
    `insert into access_token_secret (id, token_id, digest, key_id, hint, state, created_by_user_id)
     select gen_random_uuid(), id, sha256(convert_to(id::text, 'UTF8')), 'none', 'lk_pat_…' || right(id::text, 4), 'current',
       created_by_user_id
     from access_token where ${ofOrganisation(org)}`,
    `insert into access_token_last_use (token_id, used_at, address, user_agent)
     select id, now() - ${number("label")} % 200 * interval '1 day', '203.0.113.7', 'curl/8.5.0'
     from access_token where ${number("label")} % 4 <> 0 and ${ofOrganisation(org)}`,
    `insert into access_token_organisation (token_id, organisation_id, state, reason)
     select id, ${org}, 'withdrawn', 'left the project' from access_token
     where ${number("label")} % 50 = 1 and user_id is not null and ${ofOrganisation(org)}`,
    `insert into invitation (id, organisation_id, email, role, digest, expires_at)
     select gen_random_uuid(), ${org}, 'invited' || n || '.${run}@scale.example', 'member',
       sha256(convert_to('${run}' || n, 'UTF8')), now() + interval '7 days'
     from generate_series(1, ${Math.ceil(people / 4)}) n`,
    `insert into activity (id, created_at, type, user_id, organisation_id, actor_user_id, target_type, target_id, target_label)
     select gen_random_uuid(), t.created_at + k * interval '1 minute', 'access_token.edited', t.user_id, ${org},
       t.created_by_user_id, 'access_token', t.id, t.label
     from access_token t, generate_series(1, 4) k where ${ofOrganisation(org)}`,
  ];
}

function ofOrganisation(org: string): string {
  return `(organisation_id = ${org}
    or user_id in (select m.user_id from membership m where m.organisation_id = ${org}))`;
}
