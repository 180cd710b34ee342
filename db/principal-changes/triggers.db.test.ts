import { type Kysely, sql } from "kysely";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { secretsForAuthentication } from "@/db/access-token/authentication";
import { writeUsage } from "@/db/access-token/write-usage";
import type { RowChange } from "@/db/database";
import type { Database } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  addToApplication,
  createApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { CHANNEL, parseNotice } from "./notice";

let test_: TestDatabase;
let db: Kysely<Database>;
let listening: pg.Client;
let told: string[] = [];
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
  listening = new pg.Client({ connectionString: test_.url });
  await listening.connect();
  listening.on("notification", ({ payload }) => told.push(payload ?? ""));
  await listening.query(`listen ${CHANNEL}`);
});
afterAll(async () => {
  await listening.end();
  await test_.destroy();
});

/** What is told of a change, sorted. */
async function toldOf(change: () => Promise<unknown>): Promise<string[]> {
  await listening.query("select 1");
  told = [];
  await change();
  // PostgreSQL delivers what was committed before it answers.
  await listening.query("select 1");
  return told.toSorted();
}

const idOfSecret = async (tokenId: string) =>
  (await db.selectFrom("access_token_secret").select("id").where("token_id", "=", tokenId).executeTakeFirstOrThrow())
    .id;

test("each column that the look-up of a secret reads is watched, so that none is cached after it changed", async () => {
  const { rows } = await sql<{ table: string; event: string; columns: string }>`
    select relname as table, (regexp_match(tgname, '_([a-z]+)$'))[1] as event,
      split_part(encode(tgargs, 'escape'), '\\000', 3) as columns
    from pg_trigger join pg_class on pg_class.oid = tgrelid where tgname like 'principal\\_%'`.execute(db);
  const watched = new Map<string, Set<string>>();
  for (const { table, event, columns } of rows) {
    if (event === "update") watched.set(table, new Set([...(watched.get(table) ?? []), ...columns.split(", ")]));
  }
  const { text } = secretsForAuthentication;
  const aliases = new Map<string, string>();
  for (const [, table = "", alias] of text.matchAll(/\b(?:from|join) "?(\w+)"?(?: as)?(?: "?(\w+)"?)?(?= |\n)/g)) {
    const isAlias = alias !== undefined && !/^(on|where|inner|left|join|order)$/.test(alias);
    // A name that the statement itself gives, not a table.
    if (table !== "maker") aliases.set(isAlias ? alias : table, table);
  }
  const read = [...text.matchAll(/(?<![\w"])"?(\w+)"?\."?(\w+)"?/g)].flatMap(([, alias = "", column = ""]) => {
    const table = aliases.get(alias);
    return table === undefined ? [] : [`${table}.${column}`];
  });
  expect(new Set(read.map((name) => name.split(".")[0]))).toEqual(new Set(watched.keys()));
  for (const name of read) {
    const [table = "", column = ""] = name.split(".");
    expect(watched.get(table), name).toContain(column);
  }
  expect(read.length).toBeGreaterThan(50);
  // What is added or taken away counts as much as what is changed, but for a token or a user that is new.
  const events = (table: string) => rows.filter((row) => row.table === table).map(({ event }) => event);
  for (const table of watched.keys()) {
    expect(events(table), table).toEqual(expect.arrayContaining(["update", "delete", "truncated"]));
    const isFoundBySecret = ["access_token", "user", "organisation"].includes(table);
    expect(events(table).includes("insert"), table).toBe(!isFoundBySecret);
  }
});

test("a token, its secret and its limits are told by the token", async () => {
  const user = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
  const limits = [{ organisation_id: organisation.id, application_id: null, environment_id: null }];
  const digest = Buffer.alloc(32, 7);
  const made = await toldOf(() => createToken(db, user));
  expect(made).toEqual([expect.stringMatching(/^d[0-9a-f]{64}$/)]);
  const { id } = await createToken(db, user, { limits });
  const ofToken = [`t${id}`];
  const set = (change: RowChange<"access_token">) => () =>
    db.updateTable("access_token").set(change).where("id", "=", id).execute();
  const secret = (change: RowChange<"access_token_secret">) => () =>
    db.updateTable("access_token_secret").set(change).where("token_id", "=", id).execute();
  expect(await toldOf(set({ revoked_at: new Date(), revoke_kind: "by_owner" }))).toEqual(ofToken);
  expect(await toldOf(set({ revoked_at: null, revoke_kind: null }))).toEqual(ofToken);
  expect(await toldOf(set({ allowed_networks: ["10.0.0.0/8"] }))).toEqual(ofToken);
  expect(await toldOf(set({ allowed_networks: ["10.0.0.0/8"] }))).toEqual([]);
  expect(await toldOf(set({ contact: "ops@agency.example" }))).toEqual([]);
  expect(await toldOf(secret({ first_used_at: new Date(), stored_at: null }))).toEqual([]);
  expect(await toldOf(secret({ state: "retiring", retires_at: new Date() }))).toEqual(ofToken);
  expect(await toldOf(secret({ digest }))).toHaveLength(2);
  expect(await toldOf(() => db.deleteFrom("access_token_limit").where("token_id", "=", id).execute())).toEqual(ofToken);
  const access = { token_id: id, organisation_id: organisation.id, state: "withdrawn" as const };
  expect(await toldOf(() => db.insertInto("access_token_organisation").values(access).execute())).toEqual(ofToken);
  expect(await toldOf(() => db.deleteFrom("access_token").where("id", "=", id).execute())).toEqual(ofToken);
  expect(parseNotice(ofToken[0])).toEqual([id]);
});

test("what a person is and belongs to is told by the person, and what goes with it too", async () => {
  const organisation = await createOrganisation(db);
  const application = await createApplication(db, organisation);
  const guest = await createMember(db, organisation, "guest");
  const ofGuest = [`u${guest.id}`];
  const set = (change: RowChange<"user">) => () =>
    db.updateTable("user").set(change).where("id", "=", guest.id).execute();
  expect(await toldOf(set({ deactivated_at: new Date() }))).toEqual(ofGuest);
  expect(await toldOf(set({ password_changed_at: new Date() }))).toEqual([]);
  expect(await toldOf(() => addToApplication(db, organisation, application, guest, "read"))).toEqual(ofGuest);
  expect(await toldOf(() => createTeam(db, organisation, { members: [guest] }))).toEqual(ofGuest);
  const membership = db.updateTable("membership").where("user_id", "=", guest.id);
  expect(await toldOf(() => membership.set({ role: "member" }).execute())).toEqual(ofGuest);
  expect(await toldOf(() => membership.set({ role: "member" }).execute())).toEqual([]);
  // The places in teams and applications go by themselves.
  expect(await toldOf(() => db.deleteFrom("membership").where("user_id", "=", guest.id).execute())).toEqual(ofGuest);
  const { id } = await createToken(db, guest);
  const gone = await toldOf(() => db.deleteFrom("user").where("id", "=", guest.id).execute());
  expect(gone).toEqual([`t${id}`, `u${guest.id}`]);
});

test("an organisation and its rules are told by the organisation; drafts and reminders are not", async () => {
  const organisation = await createOrganisation(db);
  const ofOrganisation = [`o${organisation.id}`];
  const version = (enforced_from: Date | null) => ({ id: uuidv7(), organisation_id: organisation.id, enforced_from });
  const [draft, planned] = [version(null), version(new Date(Date.now() + 60_000))];
  const insert = (row: typeof draft) => () => db.insertInto("organisation_policy").values(row).execute();
  const set = (id: string, change: RowChange<"organisation_policy">) => () =>
    db.updateTable("organisation_policy").set(change).where("id", "=", id).execute();
  expect(await toldOf(insert(draft))).toEqual([]);
  expect(await toldOf(insert(planned))).toEqual(ofOrganisation);
  expect(await toldOf(set(planned.id, { reminded_at: new Date() }))).toEqual([]);
  expect(await toldOf(set(draft.id, { purpose_required: true }))).toEqual([]);
  expect(await toldOf(set(draft.id, { enforced_from: new Date() }))).toEqual(ofOrganisation);
  expect(await toldOf(() => db.deleteFrom("organisation_policy").execute())).toEqual(ofOrganisation);
  const renamed = db.updateTable("organisation").set({ name: "Renamed" }).where("id", "=", organisation.id);
  expect(await toldOf(() => renamed.execute())).toEqual(ofOrganisation);
});

test("an application that moves or goes tells of the tokens that are limited to it, and of guests", async () => {
  const [from, to] = [await createOrganisation(db), await createOrganisation(db)];
  const application = await createApplication(db, from);
  const environment = application.environments.live ?? "";
  const user = await createUser(db);
  const limitTo = (environment_id: string | null) => [
    { organisation_id: from.id, application_id: application.id, environment_id },
  ];
  const whole = await createToken(db, user, { limits: limitTo(null) });
  const part = await createToken(db, user, { limits: limitTo(environment) });
  const own = await createOrganisationToken(db, from, { applicationId: application.id });
  const move = db.updateTable("application").set({ organisation_id: to.id }).where("id", "=", application.id);
  expect(parseNotice((await toldOf(() => move.execute()))[0])).toEqual(expect.arrayContaining([whole.id, part.id]));
  const gone = db.deleteFrom("environment").where("id", "=", environment);
  expect(await toldOf(() => gone.execute())).toEqual([`t${part.id}`]);
  const ended = await toldOf(() => db.deleteFrom("application").where("id", "=", application.id).execute());
  expect(ended.flatMap(parseNotice).toSorted()).toEqual([own.id, whole.id].toSorted());
});

test("use is written without a word; hundreds of changes are told in parts, thousands as everything", async () => {
  const user = await createUser(db);
  const { id: tokenId } = await createToken(db, user);
  const secretId = await idOfSecret(tokenId);
  const at = new Date();
  const source = { secretId, address: "192.0.2.1", userAgent: "curl", route: "/", requests: 1, refused: 0 };
  const rows = {
    lastUses: [{ tokenId, usedAt: at, address: "192.0.2.1", userAgent: "curl" }],
    usage: [{ tokenId, day: "2026-01-01", outcome: "success", scope: "", requests: 1 }],
    sources: [{ ...source, firstSeenAt: at, lastSeenAt: at }],
    refusals: [],
  };
  expect(await toldOf(() => writeUsage(db, rows, { sources: 10, refusals: 10 }))).toEqual([]);
  const insert = (count: number) =>
    sql`insert into access_token (id, kind, user_id, label, purpose, scopes, reach)
      select gen_random_uuid(), 'pat', ${user.id}, 'Many', 'automation', '{all}', 'everything' from generate_series(1, ${count})`.execute(
      db,
    );
  const rename = sql`update access_token set label = label || '.' where label like 'Many%'`;
  await insert(1000);
  const parts = await toldOf(() => rename.execute(db));
  expect(parts.flatMap(parseNotice)).toHaveLength(1000);
  expect(parts).toHaveLength(10);
  await insert(1);
  expect(await toldOf(() => rename.execute(db))).toEqual(["*"]);
  expect(await toldOf(() => sql`truncate team_member`.execute(db))).toEqual(["*"]);
});

test("what cannot be read may mean anything", () => {
  const id = uuidv7();
  for (const payload of [undefined, "", "*", "t", `x${id}`, `t${id},`, `t${id};*`]) {
    expect(parseNotice(payload)).toBe("everything");
  }
  expect(parseNotice(`u${id},${id}`)).toEqual([id, id]);
});
