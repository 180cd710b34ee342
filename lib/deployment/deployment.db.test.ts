import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { moveApplication } from "@/db/application/application";
import { lockDeployment, updateDeployment } from "@/db/deployment/deployment";
import { listDeploymentVariables } from "@/db/deployment/variable";
import { generateSecret } from "@/lib/access-token/secret/secret";
import type { Principal } from "@/lib/authorization/principal";
import { findEnvironment } from "@/lib/environment/find";
import { environmentJson } from "@/lib/environment/json";
import { createVariable } from "@/lib/environment-variable/create";
import { deleteVariable } from "@/lib/environment-variable/delete";
import { editVariable } from "@/lib/environment-variable/edit";
import { startWork } from "@/lib/work/start";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createApplication, createMember, createOrganisation, createToken } from "@/test/fixtures";
import { callerWith } from "@/test/session";
import { waitFor } from "@/test/wait";
import { createClock, testClock, work } from "@/test/work";
import { findDeployment } from "./find";
import { deploymentVariablesJson } from "./json";
import { LOG_CUT, LONGEST_LOG_BYTES } from "./log";
import { reportDeployment } from "./report";
import { requestDeployment } from "./request";
import type { Report } from "./status";

let test_: TestDatabase;
let caller: Principal;
let application: { id: string; name: string };
let environment: string;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());
beforeEach(async () => {
  const { db } = test_;
  const organisation = await createOrganisation(db);
  const owner = await createMember(db, organisation, "owner");
  const made = await createApplication(db, organisation);
  application = made;
  environment = made.environments.test ?? "";
  caller = await callerWith(db, (await createToken(db, owner)).secret);
});

async function request() {
  const result = await requestDeployment(test_.db, caller, { environment });
  if (result.status !== "requested") throw new Error(result.status);
  return result.deployment;
}

const report = (id: string, given: Report) => reportDeployment(test_.db, caller, id, given);
const activityOf = (id: string) =>
  test_.db
    .selectFrom("activity")
    .select(["type", "target_label", "before", "after", "actor_user_id"])
    .where("target_id", "=", id)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
const logOf = async (id: string) => {
  const rows = await test_.db
    .selectFrom("deployment_log_chunk")
    .select(["position", "content"])
    .where("deployment_id", "=", id)
    .orderBy("position")
    .execute();
  return { rows: rows.length, text: rows.map(({ content }) => content).join("") };
};
const variablesOf = async (id: string) => {
  const found = await findDeployment(test_.db, caller, id);
  if (found.status !== "found") throw new Error(found.status);
  return deploymentVariablesJson(found.deployment, await listDeploymentVariables(test_.db, id)).environment_variables;
};

test("a deployment is told of when it is requested and when it ends, and in between not", async () => {
  const { id } = await request();
  await report(id, { status: "running" });
  await report(id, { percent: 50, log: "half\n" });
  await report(id, { status: "succeeded" });
  await report(id, { status: "succeeded" });
  const label = `${application.name} test`;
  const actor_user_id = caller.type === "token" && caller.owner.type === "user" ? caller.owner.id : null;
  expect(await activityOf(id)).toEqual([
    { type: "deployment.requested", target_label: label, before: null, after: null, actor_user_id },
    {
      type: "deployment.ended",
      target_label: label,
      before: { status: "running" },
      after: { status: "succeeded" },
      actor_user_id,
    },
  ]);
});

test("of two who end one at once, one does", async () => {
  const { id } = await request();
  const results = await Promise.all([
    report(id, { status: "failed", log: "it failed\n" }),
    report(id, { status: "succeeded", log: "it went well\n" }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["ended", "reported"]);
  expect(await activityOf(id)).toHaveLength(2);
});

test("a report that waited for another one ends the deployment after that one started it", async () => {
  const { db } = test_;
  const { id } = await request();
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const ended = await db.transaction().execute(async (trx) => {
    await lockDeployment(trx, id);
    const late = report(id, { status: "failed" });
    await waitFor(async () => (await waiting.execute(db)).rows.length > 0, "a report that waits");
    await updateDeployment(trx, id, { status: "running", percent: 1, starts: true, ends: false });
    return { late };
  });
  expect((await ended.late).status).toBe("reported");
  const { rows } = await sql`select from deployment where id = ${id} and ended_at > started_at`.execute(db);
  expect(rows).toHaveLength(1);
});

test("reports that come at once are all in the log, each in one piece, and an append writes nothing of it again", async () => {
  const { id } = await request();
  const lines = Array.from({ length: 8 }, (_, n) => `${n} first\n${n} second\n`);
  await Promise.all(lines.map((log) => report(id, { log })));
  const { rows, text } = await logOf(id);
  expect(rows).toBe(8);
  expect(text.match(/\d first\n\d second\n/g)?.sort()).toEqual(lines);
  const versions = async () => {
    const { rows: all } = await sql<{ version: string }>`
      select xmin::text || ctid::text as version from deployment_log_chunk where deployment_id = ${id}
      order by position`.execute(test_.db);
    return all.map(({ version }) => version);
  };
  const before = await versions();
  await report(id, { log: "more\n" });
  expect((await versions()).slice(0, 8)).toEqual(before);
});

test("a secret in a log is nowhere in the database, in one report or over two", async () => {
  const { id } = await request();
  const whole = generateSecret("lk", "pat");
  const cut = generateSecret("lk", "org");
  await report(id, { log: `token ${whole}\nand ${cut.slice(0, 12)}` });
  await report(id, { log: `${cut.slice(12)} at the end\n` });
  expect((await logOf(id)).text).toBe(`token ***\nand ${cut.slice(0, 12)}\n*** at the end\n`);
  expect(linesWithSecret(await dumpDatabase(test_.db), whole)).toEqual([]);
  expect((await dumpDatabase(test_.db)).filter((line) => line.includes(cut.slice(12)))).toEqual([]);
});

test("a log ends at 10 MiB, says so, and the deployment goes on", async () => {
  const { id } = await request();
  await report(id, { log: "the beginning\n" });
  await test_.db
    .updateTable("deployment")
    .set({ log_bytes: LONGEST_LOG_BYTES - Buffer.byteLength(LOG_CUT) - 5 })
    .where("id", "=", id)
    .execute();
  await report(id, { log: "four\nmore\n" });
  expect(await report(id, { log: "even more\n", percent: 90 })).toMatchObject({
    status: "reported",
    deployment: { percent: 90, is_log_cut: true, log_bytes: LONGEST_LOG_BYTES },
  });
  expect((await logOf(id)).text).toBe(`the beginning\nfour\n${LOG_CUT}`);
});

test("a deployment keeps the variables that it was recorded with, and never a sensitive value", async () => {
  const { db } = test_;
  const add = async (name: string, is_sensitive: boolean) => {
    const made = await createVariable(db, caller, { environment, name, value: `${name} then`, is_sensitive });
    if (made.status !== "created") throw new Error(made.status);
    return made.variable.id;
  };
  const [region, password, later] = [
    await add("REGION", false),
    await add("PASSWORD", true),
    await add("LATER", false),
  ];
  const gone = await add("__proto__", false);
  const deployment = await request();
  expect(deployment.variable_names).toEqual(["LATER", "PASSWORD", "REGION", "__proto__"]);

  await editVariable(db, caller, region, { value: "elsewhere" });
  await deleteVariable(db, caller, gone);
  await editVariable(db, caller, later, { is_sensitive: true });
  await deleteVariable(db, caller, later);
  expect(Object.entries(await variablesOf(deployment.id))).toEqual([
    ["LATER", null],
    ["PASSWORD", null],
    ["REGION", "REGION then"],
    ["__proto__", "__proto__ then"],
  ]);
  const kept = await db.selectFrom("deployment_variable").selectAll().where("value", "is not", null).execute();
  expect(kept.map(({ variable_id }) => variable_id).sort()).toEqual([region, gone].sort());
  expect(password).toBeDefined();
});

test("the last finished deployment of an environment is the last one that was picked up and ended", async () => {
  const last = async () => {
    const found = await findEnvironment(test_.db, caller, environment);
    return found.status === "found" ? environmentJson(found.environment).last_finished_deployment : found;
  };
  expect(await last()).toBeNull();
  const [first, second, third] = [await request(), await request(), await request()];
  await report(third.id, { status: "cancelled" });
  await report(second.id, { status: "running" });
  expect(await last()).toBeNull();
  await report(first.id, { status: "failed" });
  expect(await last()).toMatchObject({ uuid: first.id, status: "failed", success: false });
  await report(second.id, { status: "succeeded" });
  expect(await last()).toEqual({
    uuid: second.id,
    status: "succeeded",
    success: true,
    started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    ended_at: expect.stringMatching(/Z$/),
  });
});

test("the deployments of an application that is transferred do not say who of the former organisation requested them", async () => {
  const { db } = test_;
  const { id, organisation_id } = await request();
  await moveApplication(db, application.id, { from: organisation_id, to: (await createOrganisation(db)).id });
  const row = await db.selectFrom("deployment").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ created_by_user_id: null, created_by_token_id: null, status: "queued" });
});

test("one that nobody picks up within an hour ends as abandoned, once, and others go on; old ones are removed but the last", async () => {
  const { db } = test_;
  const now = new Date("2031-05-20T12:00:00Z");
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
  await createClock(db, now);
  const at = async (created_at: Date, given: Report = {}) => {
    const { id } = await request();
    await report(id, given);
    await db.updateTable("deployment").set({ created_at }).where("id", "=", id).execute();
    return id;
  };
  const late = await at(ago(3_600));
  const waiting = await at(ago(3_599));
  const running = await at(ago(9_000), { status: "running" });
  const ended = async (days: number) => {
    const id = await at(ago(days * 86_400), { status: "succeeded" });
    await db
      .updateTable("deployment")
      .set({ ended_at: ago(days * 86_400) })
      .where("id", "=", id)
      .execute();
    return id;
  };
  const [older, old] = [await ended(500), await ended(401)];

  const workers = await startWork({ databaseUrl: test_.url, clock: testClock, scheduled: false });
  try {
    await work(db, "abandon_deployments", "retain");
    await work(db, "abandon_deployments");
  } finally {
    await workers.stop();
  }
  const rows = await db
    .selectFrom("deployment")
    .select(["id", "status", "ended_at", "started_at"])
    .where("environment_id", "=", environment)
    .execute();
  const of = (id: string) => rows.find((row) => row.id === id);
  expect(of(late)).toMatchObject({ status: "abandoned", ended_at: now, started_at: null });
  expect([waiting, running, old, older].map((id) => of(id)?.status)).toEqual([
    "queued",
    "running",
    "succeeded",
    undefined,
  ]);
  expect((await activityOf(late)).slice(1)).toEqual([
    {
      type: "deployment.ended",
      target_label: `${application.name} test`,
      before: { status: "queued" },
      after: { status: "abandoned" },
      actor_user_id: null,
    },
  ]);
  expect(await report(late, { status: "running" })).toEqual({ status: "ended", as: "abandoned" });
});
