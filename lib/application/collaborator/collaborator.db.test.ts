import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockApplication } from "@/db/application/application";
import type { Db } from "@/db/database";
import { reachOf } from "@/lib/authorization/reach";
import { createVariable } from "@/lib/environment-variable/create";
import { changeRole } from "@/lib/organisation/member/change-role";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createAgency, createApplication, createToken } from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { waitFor } from "@/test/wait";
import { renameApplication } from "../rename";
import { removeCollaborator } from "./remove";
import { setCollaborator } from "./set";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

async function world() {
  const { db } = test_;
  const { organisation, people } = await createAgency(db);
  return { db, organisation, application: await createApplication(db, organisation), people };
}

test.each([
  ["owner", "set", "removed"],
  ["admin", "set", "removed"],
  ["member", "role_required", "role_required"],
  ["guest", "not_found", "not_found"],
  ["stranger", "not_found", "not_found"],
] as const)("%s: adding a guest is %s, taking the guest off %s", async (who, set, removed) => {
  const { db, application, people } = await world();
  const principal = await signIn(db, people[who]);
  const about = { applicationId: application.id, userId: people.guest.id };
  expect((await setCollaborator(db, principal, { ...about, access: "write" })).status).toBe(set);
  expect((await removeCollaborator(db, principal, about)).status).toBe(removed);
});

test("a guest's token reaches an application from being added until being taken off, and each is recorded", async () => {
  const { db, organisation, application, people } = await world();
  const { secret } = await createToken(db, people.guest);
  const admin = await signIn(db, people.admin);
  const about = { applicationId: application.id, userId: people.guest.id };
  expect(reachOf(await callerWith(db, secret))).toEqual([]);
  await setCollaborator(db, admin, { ...about, access: "read" });
  expect(reachOf(await callerWith(db, secret), "read")).toHaveLength(1);
  expect(reachOf(await callerWith(db, secret), "write")).toEqual([]);
  await setCollaborator(db, admin, { ...about, access: "write" });
  await setCollaborator(db, admin, { ...about, access: "write" });
  expect(reachOf(await callerWith(db, secret), "write")).toHaveLength(1);
  await removeCollaborator(db, admin, about);
  expect(reachOf(await callerWith(db, secret))).toEqual([]);
  const rows = await db
    .selectFrom("activity")
    .select("type")
    .where("organisation_id", "=", organisation.id)
    .where("user_id", "=", people.guest.id)
    .orderBy("id")
    .execute();
  expect(rows.map(({ type }) => type)).toEqual([
    "application_collaborator.created",
    "application_collaborator.edited",
    "application_collaborator.deleted",
  ]);
});

test.each(["taken off", "lowered to read"] as const)(
  "a guest who is %s while the change waits changes nothing any more",
  async (how) => {
    const { db, application, people } = await world();
    const about = { applicationId: application.id, userId: people.guest.id };
    await setCollaborator(db, await signIn(db, people.admin), { ...about, access: "write" });
    const guest = await signIn(db, people.guest);
    const environment = application.environments.test ?? "";
    const changes: Promise<{ status: string }>[] = [];
    await db.transaction().execute(async (trx) => {
      await lockApplication(trx, application.id);
      changes.push(renameApplication(db, guest, application.id, "Renamed"));
      changes.push(createVariable(db, guest, { environment, name: "KEY", value: "v", is_sensitive: false }));
      await waitFor(async () => (await countWaiting(db)) === 2, "both changes to wait");
      const row = trx.updateTable("application_collaborator").where("user_id", "=", people.guest.id);
      if (how === "taken off") {
        await trx.deleteFrom("application_collaborator").where("user_id", "=", people.guest.id).execute();
      } else await row.set({ access: "read" }).execute();
    });
    const refused = how === "taken off" ? "not_found" : "role_required";
    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([refused, refused]);
  },
);

async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.count ?? 0;
}

test("only guests of the organisation are added", async () => {
  const { db, application, people } = await world();
  const admin = await signIn(db, people.admin);
  const add = (user: { id: string }) =>
    setCollaborator(db, admin, { applicationId: application.id, userId: user.id, access: "read" });
  expect((await add(people.member)).status).toBe("not_a_guest");
  expect((await add(people.stranger)).status).toBe("member_not_found");
});

test("whoever becomes a member while being added as a guest is not left with the entry", async () => {
  const { db, organisation, application, people } = await world();
  const [owner, admin] = [await signIn(db, people.owner), await signIn(db, people.admin)];
  await Promise.all([
    changeRole(db, owner, { organisationId: organisation.id, userId: people.guest.id, role: "member" }),
    setCollaborator(db, admin, { applicationId: application.id, userId: people.guest.id, access: "read" }),
  ]);
  const left = await db
    .selectFrom("application_collaborator")
    .selectAll()
    .where("application_id", "=", application.id)
    .execute();
  expect(left).toEqual([]);
});
