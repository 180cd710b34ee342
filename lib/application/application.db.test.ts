import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockApplication } from "@/db/application/application";
import { deleteCollaborator } from "@/db/application/collaborator";
import type { Db } from "@/db/database";
import { listOpenInvitations } from "@/db/organisation/invitation";
import type { Principal, Role } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import { createEnvironment } from "@/lib/environment/create";
import { deleteEnvironment } from "@/lib/environment/delete";
import { createVariable } from "@/lib/environment-variable/create";
import { editVariable } from "@/lib/environment-variable/edit";
import { importVariables } from "@/lib/environment-variable/import";
import { variableJson } from "@/lib/environment-variable/json";
import { revealVariable } from "@/lib/environment-variable/reveal";
import { invite } from "@/lib/invitation/invite";
import { changeRole } from "@/lib/organisation/member/change-role";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import {
  addMember,
  addToApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createApplication as createRows,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { createApplication } from "./create";
import { deleteApplication } from "./delete";
import { editApplication } from "./edit";
import { findApplication } from "./find";
import { renameApplication } from "./rename";
import { transferApplication } from "./transfer";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

type TestApplication = Awaited<ReturnType<typeof createRows>>;

async function world() {
  const { db } = test_;
  const organisation = await createOrganisation(db);
  const application = await createRows(db, organisation);
  const person = (role: Role) => createMember(db, organisation, role);
  const reader = await person("guest");
  const writer = await person("guest");
  await addToApplication(db, organisation, application, reader, "read");
  await addToApplication(db, organisation, application, writer, "write");
  const people = {
    owner: await person("owner"),
    admin: await person("admin"),
    member: await person("member"),
    reader,
    writer,
    outsideGuest: await person("guest"),
    stranger: await createUser(db),
  };
  return { db, organisation, application, people };
}

test.each([
  ["owner", "created", "edited", "deleted"],
  ["admin", "created", "edited", "deleted"],
  ["member", "created", "edited", "role_required"],
  ["reader", "role_required", "role_required", "role_required"],
  ["writer", "role_required", "edited", "role_required"],
  ["outsideGuest", "role_required", "not_found", "not_found"],
  ["stranger", "not_found", "not_found", "not_found"],
] as const)("%s: creates %s, renames %s, deletes %s", async (who, created, edited, deleted) => {
  const { db, organisation, application, people } = await world();
  const principal = await signIn(db, people[who]);
  const made = await createApplication(db, principal, { name: "Café Müller", organisation: organisation.id });
  expect(made.status).toBe(created);
  expect((await editApplication(db, principal, application.id, { name: "Regatta 2" })).status).toBe(edited);
  expect((await deleteApplication(db, principal, application.id)).status).toBe(deleted);
});

test("an application begins with test and live, under a slug of its name, and two of one name both come to be", async () => {
  const { db, organisation, people } = await world();
  const principal = await signIn(db, people.member);
  const name = "Café Müller & Co";
  const made = await Promise.all(
    [1, 2].map(() => createApplication(db, principal, { name, organisation: organisation.id })),
  );
  const slugs = made.map((result) => (result.status === "created" ? result.application.slug : result.status)).sort();
  expect(slugs[0]).toBe("cafe-muller-co");
  expect(slugs[1]).toMatch(/^cafe-muller-co-[0-9a-f]{6}$/);
  const [one] = made;
  if (one?.status !== "created") throw new Error("not created");
  const environments = await db
    .selectFrom("environment")
    .select("slug")
    .where("application_id", "=", one.application.id)
    .execute();
  expect(environments.map(({ slug }) => slug).sort()).toEqual(["live", "test"]);
});

test("a slug that was asked for and is taken is refused, and tells nothing of whose it is", async () => {
  const { db, organisation, application, people } = await world();
  const principal = await signIn(db, people.member);
  const input = { name: "Mine", organisation: organisation.id, slug: application.slug };
  expect(await createApplication(db, principal, input)).toEqual({
    status: "invalid",
    fields: { slug: ["Another application has this slug."] },
  });
});

test("a token of one environment sees the application, and changes neither it nor its other environments", async () => {
  const { db, organisation, application, people } = await world();
  const test = application.environments.test ?? "";
  const live = application.environments.live ?? "";
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: test }];
  const { secret } = await createToken(db, people.owner, { limits });
  const principal = await callerWith(db, secret);
  expect((await findApplication(db, principal, application.id)).status).toBe("found");
  expect((await editApplication(db, principal, application.id, { name: "X" })).status).toBe("role_required");
  const variable = { name: "A", value: "1", is_sensitive: false };
  expect((await createVariable(db, principal, { ...variable, environment: test })).status).toBe("created");
  expect((await createVariable(db, principal, { ...variable, environment: live })).status).toBe("not_found");
  expect((await createEnvironment(db, principal, { application: application.id, slug: "stage" })).status).toBe(
    "role_required",
  );
  expect((await deleteEnvironment(db, principal, live)).status).toBe("not_found");
});

test("a deleted application leaves a token limited to it reaching nothing, and still limited", async () => {
  const { db, organisation, application, people } = await world();
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
  const { id, secret } = await createToken(db, people.member, { limits });
  expect((await deleteApplication(db, await signIn(db, people.admin), application.id)).status).toBe("deleted");
  const principal = await callerWith(db, secret);
  expect(reachOf(principal)).toEqual([]);
  expect(principal.organisations).toEqual([]);
  const row = await db.selectFrom("access_token").select("reach").where("id", "=", id).executeTakeFirst();
  expect(row?.reach).toBe("limited");
});

test("values are stored sealed, never in the log, and a sensitive one is never read again", async () => {
  const { db, application, people } = await world();
  const principal = await signIn(db, people.writer);
  const environment = application.environments.test ?? "";
  const value = "postgres://harbour:paper-boats-3141@db.example/site";
  const made = await createVariable(db, principal, { environment, name: "DATABASE_URL", value, is_sensitive: false });
  if (made.status !== "created") throw new Error(made.status);
  expect(variableJson(made.variable).value).toBe(value);
  const hidden = await editVariable(db, principal, made.variable.id, { is_sensitive: true });
  if (hidden.status !== "edited") throw new Error(hidden.status);
  expect(variableJson(hidden.variable).value).toBeNull();
  expect((await editVariable(db, principal, made.variable.id, { is_sensitive: false })).status).toBe("invalid");
  const again = await editVariable(db, principal, made.variable.id, { is_sensitive: false, value: "another-one-2718" });
  if (again.status !== "edited") throw new Error(again.status);
  expect(variableJson(again.variable).value).toBe("another-one-2718");
  const lines = await dumpDatabase(db);
  expect(lines.some((line) => line.includes("DATABASE_URL"))).toBe(true);
  for (const secret of [value, "another-one-2718"]) expect(linesWithSecret(lines, secret)).toEqual([]);
});

test("an imported .env is written whole or not at all, keeps what is sensitive so, and names no value", async () => {
  const { db, application, people } = await world();
  const principal = await signIn(db, people.writer);
  const environment = application.environments.test ?? "";
  const old = { environment, name: "PASSWORD", value: "old-value-3141", is_sensitive: true };
  expect((await createVariable(db, principal, old)).status).toBe("created");
  const wrong = await importVariables(db, principal, { environment, text: "A=1\nsecret-2718 x", isSensitive: false });
  expect(wrong).toEqual({ status: "invalid", fields: { text: ["Line 2: write NAME=value."] } });
  const twice = await importVariables(db, principal, {
    environment,
    text: "A=1\nB=2\nA=secret-2718",
    isSensitive: false,
  });
  expect(twice).toEqual({
    status: "invalid",
    fields: { text: ["Lines 1 and 3 have the same name. Remove one of them."] },
  });
  const text = "REGION=north\nPASSWORD='new-value-2718'";
  const done = await importVariables(db, principal, { environment, text, isSensitive: false });
  expect(done).toEqual({ status: "imported", created: 1, changed: 1 });
  const rows = await db
    .selectFrom("environment_variable")
    .select(["name", "is_sensitive"])
    .where("environment_id", "=", environment)
    .orderBy("name")
    .execute();
  expect(rows).toEqual([
    { name: "PASSWORD", is_sensitive: true },
    { name: "REGION", is_sensitive: false },
  ]);
  expect(linesWithSecret(await dumpDatabase(db), "new-value-2718")).toEqual([]);
  const reader = await signIn(db, people.reader);
  expect((await importVariables(db, reader, { environment, text, isSensitive: false })).status).toBe("role_required");
});

test("whoever reveals a variable is in the activity, its value is not, and a sensitive one is never revealed", async () => {
  const { db, application, organisation, people } = await world();
  const writer = await signIn(db, people.writer);
  const environment = application.environments.test ?? "";
  const make = async (name: string, is_sensitive: boolean) => {
    const made = await createVariable(db, writer, { environment, name, value: "seen-value-1618", is_sensitive });
    if (made.status !== "created") throw new Error(made.status);
    return made.variable.id;
  };
  const [plain, sensitive] = [await make("PLAIN", false), await make("SENSITIVE", true)];
  const reader = await signIn(db, people.reader);
  expect(await revealVariable(db, reader, plain)).toEqual({ status: "revealed", value: "seen-value-1618" });
  expect(await revealVariable(db, reader, sensitive)).toEqual({ status: "sensitive" });
  expect((await revealVariable(db, await signIn(db, people.outsideGuest), plain)).status).toBe("not_found");
  const rows = await db
    .selectFrom("activity")
    .select(["actor_user_id", "application_id", "target_label"])
    .where("organisation_id", "=", organisation.id)
    .where("type", "=", "environment_variable.revealed")
    .execute();
  expect(rows).toEqual([{ actor_user_id: people.reader.id, application_id: application.id, target_label: "PLAIN" }]);
  expect(linesWithSecret(await dumpDatabase(db), "seen-value-1618")).toEqual([]);
});

test("a value moved to another row does not open there", async () => {
  const { db, application, people } = await world();
  const principal = await signIn(db, people.member);
  const environment = application.environments.test ?? "";
  const make = async (name: string) => {
    const made = await createVariable(db, principal, { environment, name, value: `of ${name}`, is_sensitive: false });
    if (made.status !== "created") throw new Error(made.status);
    return made.variable;
  };
  const [a, b] = [await make("A"), await make("B")];
  expect(variableJson({ ...a, value: b.value }).value).toBeNull();
});

test.each([
  ["owner here and admin there", "owner", "admin", "transferred"],
  ["owner here and owner there", "owner", "owner", "transferred"],
  ["owner here and member there", "owner", "member", "role_required"],
  ["owner here and nobody there", "owner", undefined, "not_found"],
  ["admin here and owner there", "admin", "owner", "role_required"],
  ["guest here and owner there", "writer", "owner", "role_required"],
] as const)("whoever is %s: the transfer is %s", async (_, here, there, status) => {
  const { db, application, people } = await world();
  const other = await createOrganisation(db, { name: "Quay" });
  if (there !== undefined) await addMember(db, other, people[here], there);
  const principal = await signIn(db, people[here]);
  expect((await transferApplication(db, principal, application.id, other.id)).status).toBe(status);
});

test("a transferred application takes its limits along, and leaves guests and assigned tokens behind", async () => {
  const { db, organisation, application, people } = await world();
  const other = await createOrganisation(db, { name: "Quay" });
  for (const user of [people.owner, people.member]) await addMember(db, other, user, "admin");
  const limits = [
    {
      organisation_id: organisation.id,
      application_id: application.id,
      environment_id: application.environments.test ?? "",
    },
  ];
  const follows = await createToken(db, people.member, { limits });
  const stays = await createToken(db, people.writer, { limits });
  const assigned = await createOrganisationToken(db, organisation, { applicationId: application.id });
  const principal = await signIn(db, people.owner);
  const invited = await invite(db, principal, organisation.id, {
    email: "invited.guest@agency.example",
    role: "guest",
    applications: [{ application: application.id, access: "read" }],
  });
  expect(invited).toMatchObject({ status: "invited", invitation: { applications: [{ id: application.id }] } });
  expect((await transferApplication(db, principal, application.id, other.id)).status).toBe("transferred");
  // Whatever it is called there, it is nothing that the invitation could name.
  const { rows: invitations } = await listOpenInvitations(db, organisation.id, { limit: 10, offset: 0 });
  expect(invitations).toMatchObject([{ email: "invited.guest@agency.example", applications: [] }]);
  expect(reachOf(await callerWith(db, follows.secret))).toEqual([{ ...limits[0], organisation_id: other.id }]);
  expect(reachOf(await callerWith(db, stays.secret))).toEqual([]);
  const row = await db.selectFrom("access_token").selectAll().where("id", "=", assigned.id).executeTakeFirst();
  expect(row).toMatchObject({ application_id: null, organisation_id: organisation.id, revoked_at: null });
  const activity = await db
    .selectFrom("activity")
    .select(["organisation_id", "type"])
    .where("application_id", "=", application.id)
    .execute();
  expect(activity.map((entry) => entry.organisation_id).sort()).toEqual([organisation.id, other.id].sort());
});

test("two who transfer to each other's organisations at once do not wait for each other for ever", async () => {
  const { db, organisation, application, people } = await world();
  const other = await createOrganisation(db, { name: "Quay" });
  await addMember(db, other, people.owner, "owner");
  const back = await createRows(db, other);
  const principal = await signIn(db, people.owner);
  const done = await Promise.all([
    transferApplication(db, principal, application.id, other.id),
    transferApplication(db, principal, back.id, organisation.id),
  ]);
  expect(done.map(({ status }) => status)).toEqual(["transferred", "transferred"]);
});

test("a transfer by whose role is lowered at that moment happens before, or not at all", async () => {
  const { db, organisation, application, people } = await world();
  const other = await createOrganisation(db, { name: "Quay" });
  await addMember(db, other, people.owner, "owner");
  const second = await createUser(db);
  await addMember(db, organisation, second, "owner");
  const [principal, lowering] = [await signIn(db, people.owner), await signIn(db, second)];
  const [moved] = await Promise.all([
    transferApplication(db, principal, application.id, other.id),
    changeRole(db, lowering, { organisationId: organisation.id, userId: people.owner.id, role: "admin" }),
  ]);
  expect(["transferred", "role_required"]).toContain(moved.status);
  const row = await db.selectFrom("application").selectAll().where("id", "=", application.id).executeTakeFirst();
  expect(row?.organisation_id).toBe(moved.status === "transferred" ? other.id : organisation.id);
});

test.each([
  ["renames", (db: Db, principal: Principal, { id }: TestApplication) => renameApplication(db, principal, id, "Mine")],
  [
    "writes a variable of",
    (db: Db, principal: Principal, { environments }: TestApplication) =>
      createVariable(db, principal, {
        environment: environments.test ?? "",
        name: "A",
        value: "1",
        is_sensitive: false,
      }),
  ],
])(
  "a guest who is taken off an application at the moment at which he or she %s it comes too late",
  async (_, change) => {
    const { db, application, people } = await world();
    const guest = await signIn(db, people.writer);
    let late: Promise<{ status: string }> | undefined;
    await db.transaction().execute(async (trx) => {
      await lockApplication(trx, application.id);
      late = change(db, guest, application);
      await waitUntilBlocked(db);
      await deleteCollaborator(trx, application.id, people.writer.id);
    });
    expect((await late)?.status).toBe("not_found");
  },
);

/** Wait until a statement waits for a lock that another transaction of this database has. */
async function waitUntilBlocked(db: Db) {
  await expect
    .poll(async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      return rows[0]?.n;
    })
    .toBeGreaterThan(0);
}
