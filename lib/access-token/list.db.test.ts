import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TOKEN_ORDERS, type TokenOrder } from "@/db/access-token/token";
import type { Principal } from "@/lib/authorization/principal";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createAgency, createApplication, createOrganisationToken, createTeam, createToken } from "@/test/fixtures";
import { principalOf, use } from "@/test/rotation";
import { rotateTokenInput } from "./input";
import { publicTokenJson } from "./json";
import { listPublicTokens, listTokens } from "./list";
import { rotateToken } from "./rotation/rotate";

const DAY_MS = 24 * 60 * 60_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

/** Someone with a token of each kind there is, and the caller that sees all of them. */
async function createEachKind() {
  const { db } = database;
  const { organisation, people } = await createAgency(db);
  const { owner } = people;
  const application = await createApplication(db, organisation);
  const team = await createTeam(db, organisation);
  await sql`update "user" set last_name = ${'O"Hara, \\ (the 2nd)'} where id = ${owner.id}`.execute(db);
  const caller = await createToken(db, owner, { label: "caller" });
  const limit = { organisation_id: organisation.id, application_id: null, environment_id: null };
  await createToken(db, owner, {
    label: 'a "quoted" one, (with) \\ and ü😀',
    description: 'two\nlines, ""\\"" and )(',
    scopes: ["applications:read", "tokens:read"],
    allowedNetworks: ["192.0.2.0/24", "2001:db8::/32"],
    expiresAt: daysFromNow(30),
    lastUse: { at: daysFromNow(-1) },
  });
  await createToken(db, owner, { limits: [] });
  await createToken(db, owner, {
    limits: [
      { ...limit, application_id: application.id, environment_id: application.environments.test ?? null },
      { ...limit, application_id: application.id },
      limit,
    ],
  });
  await createToken(db, owner, { expiresAt: daysFromNow(-1), createdAt: daysFromNow(-40), purpose: "ci_pipeline" });
  await createToken(db, owner, { revoked: { at: daysFromNow(-1) }, lastUse: { at: daysFromNow(-2) } });
  await createToken(db, owner, { importedAt: daysFromNow(-3) });
  await createToken(db, owner, { kind: "cli" });
  await createOrganisationToken(db, organisation, { actsAs: "admin" });
  await createOrganisationToken(db, organisation, { workflow: "deploy, daily" });
  await createOrganisationToken(db, organisation, { teamId: team.id });
  await createOrganisationToken(db, organisation, { applicationId: application.id });
  // No secret of it is left.
  const ended = await createToken(db, owner, { label: "ended" });
  await sql`update access_token_secret set state = 'retired', retires_at = now() where token_id = ${ended.id}`.execute(
    db,
  );
  const principal = await principalOf(db, caller.secret);
  const rotated = async (id: string) => {
    const result = await rotateToken(db, principal, id, rotateTokenInput.parse({}));
    if (result.status !== "rotated") throw new Error(result.status);
    return result.secret;
  };
  const [waiting, lapsed, overlapping, over] = [
    await createToken(db, owner),
    await createToken(db, owner),
    await createToken(db, owner),
    await createToken(db, owner),
  ];
  await rotated(waiting.id);
  await rotated(lapsed.id);
  await sql`update access_token_secret set created_at = now() - interval '8 days'
    where token_id = ${lapsed.id} and state = 'pending'`.execute(db);
  for (const { id } of [overlapping, over]) await use(db, await rotated(id));
  await sql`update access_token_secret set retires_at = now() - interval '1 minute'
    where token_id = ${over.id} and state = 'retiring'`.execute(db);
  return principal;
}

async function bothLists(principal: Principal, query: { order: TokenOrder; page: number; pageSize: number }) {
  const { db } = database;
  const asked = { filter: {}, ...query };
  const dashboard = await listTokens(db, principal, asked);
  const api = await listPublicTokens(db, principal, asked);
  return {
    dashboard: { tokens: dashboard.tokens.map(publicTokenJson), count: dashboard.count },
    api: { tokens: api.tokens.map((text): unknown => JSON.parse(text)), count: api.count },
  };
}

test("the API's list has each token as the dashboard has it, in every order and on every page, asked for once or again", async () => {
  const principal = await createEachKind();
  const whole = await bothLists(principal, {
    order: { field: "created_at", descending: true },
    page: 1,
    pageSize: 100,
  });
  expect(whole.api).toEqual(whole.dashboard);
  expect(whole.api.count).toBe(17);
  for (const field of TOKEN_ORDERS) {
    for (const descending of [false, true]) {
      for (const page of [1, 2, 4]) {
        const { api, dashboard } = await bothLists(principal, { order: { field, descending }, page, pageSize: 5 });
        expect(api, `${field} ${descending} ${page}`).toEqual(dashboard);
      }
    }
  }
});

test("what changed is there the next time", async () => {
  const { db } = database;
  const principal = await createEachKind();
  const query = { order: { field: "label", descending: false }, page: 1, pageSize: 100 } as const;
  await bothLists(principal, query);
  const owner = principal.owner.id;
  await sql`update "user" set first_name = 'Changed' where id = ${owner}`.execute(db);
  await sql`update access_token set label = label || ' changed' where user_id = ${owner}`.execute(db);
  await sql`update access_token_last_use set used_at = now() where token_id in (
    select id from access_token where user_id = ${owner})`.execute(db);
  await sql`delete from access_token_limit where environment_id is not null and token_id in (
    select id from access_token where user_id = ${owner})`.execute(db);
  await sql`update access_token_secret set hint = 'lk_pat_…zzzz' where token_id in (
    select id from access_token where user_id = ${owner})`.execute(db);
  const { api, dashboard } = await bothLists(principal, query);
  expect(api).toEqual(dashboard);
  expect(JSON.stringify(api)).toContain("Changed");
});
