import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { seal } from "@/lib/seal";
import { createApplication, createMember, createOrganisation, createToken, type TestToken } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";

/**
 * What the Divio CLI asks for and reads of deployments, request by request and field by field: `app deploy`, `app deploy-log`,
 * `app deployments list`, `get` and `get-var`. It sends `Authorization: Token`, a form where it writes, and `{}` with its GETs.
 */
let db: Kysely<Database>;
let token: TestToken;
let application: { id: string; environments: Record<string, string> };
let environment: string;
let uuid: string;
beforeAll(async () => {
  db = serverDatabase();
  const organisation = await createOrganisation(db);
  token = await createToken(db, await createMember(db, organisation, "member"));
  application = await createApplication(db, organisation);
  environment = application.environments.test ?? "";
  for (const [name, is_sensitive] of [
    ["STAGE", false],
    ["PASSWORD", true],
  ] as const) {
    const id = uuidv7();
    const { content: value, keyId: key_id } = seal("environment-variable", id, `${name} value`);
    await db
      .insertInto("environment_variable")
      .values({ id, environment_id: environment, name, value, key_id, is_sensitive })
      .execute();
  }
  uuid = (await write("POST", "/apps/v3/deployments/", { environment })).json.uuid;
});
afterAll(() => db.destroy());

const read = (path: string) =>
  api(path, { token: token.secret, scheme: "Token", headers: { "Content-Type": "application/json" }, body: "{}" });
const write = (method: string, path: string, fields: Record<string, string>) =>
  api(path, {
    method,
    token: token.secret,
    scheme: "Token",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
const environmentOf = async () =>
  (await read(`/apps/v3/environments/?application=${application.id}&slug=test`)).json.results[0];

test("deploy: records one by a form, finds it as the first of the environment's, and follows it to its end", async () => {
  const { json: made } = await write("POST", "/apps/v3/deployments/", { environment, build_mode: "with-cache" });
  const latest = await read(`/apps/v3/deployments/?application=${application.id}&environment=${environment}`);
  expect(latest.json.results[0].uuid).toBe(made.uuid);
  const followed = async () => {
    const { ended_at, percent, status } = (await read(`/apps/v3/deployments/${made.uuid}/`)).json;
    return { ended_at, percent, status };
  };
  expect(await followed()).toEqual({ ended_at: null, percent: 0, status: "queued" });
  await write("PATCH", `/apps/v3/deployments/${made.uuid}/`, { percent: "60" });
  expect(await followed()).toEqual({ ended_at: null, percent: 60, status: "running" });
  await write("PATCH", `/apps/v3/deployments/${made.uuid}/`, { status: "succeeded" });
  expect(await followed()).toEqual({ ended_at: expect.any(String), percent: 100, status: "succeeded" });
});

test("deploy-log: the environment names its last finished deployment, whose log is one text, without a slash at the end", async () => {
  const { uuid: last } = (await write("POST", "/apps/v3/deployments/", { environment })).json;
  await write("PATCH", `/apps/v3/deployments/${last}/`, { log: "first line\nsecond line\n", status: "failed" });
  const found = await environmentOf();
  expect((await read(`/apps/v3/environments/${found.uuid}/`)).json.last_finished_deployment.uuid).toBe(last);
  for (const path of [`/apps/v3/deployments/${last}/logs`, `/apps/v3/deployments/${last}/logs/`]) {
    const { status, json } = await read(path);
    expect([status, json.uuid, json.logs]).toEqual([200, last, "first line\nsecond line\n"]);
  }
});

test("deployments list: each field that it reads is there, in an envelope that it pages through", async () => {
  const { json } = await read(`/apps/v3/deployments/?application=${application.id}&page_size=1000&page=1`);
  expect(json).toMatchObject({ count: json.results.length, next: null, previous: null });
  for (const deployment of json.results) {
    expect(deployment).toMatchObject({ uuid: expect.any(String), environment, status: expect.any(String) });
    expect(Object.keys(deployment)).toEqual(expect.arrayContaining(["started_at", "ended_at", "success"]));
  }
});

test("deployments get: its environment is one of the application's, and its variables are a list of names", async () => {
  const { json } = await read(`/apps/v3/deployments/${uuid}/`);
  expect(json.environment).toBe((await environmentOf()).uuid);
  expect(json).toMatchObject({ uuid, status: "queued", success: null, started_at: null, ended_at: null });
  expect(json.environment_variables).toEqual(["PASSWORD", "STAGE"]);
});

test("deployments get-var: values by name, a sensitive one null, with and without a slash at the end", async () => {
  for (const end of ["", "/"]) {
    const { status, json } = await read(`/apps/v3/deployments/${uuid}/environment-variables${end}`);
    expect([status, json]).toEqual([
      200,
      { uuid, environment, environment_variables: { PASSWORD: null, STAGE: "STAGE value" } },
    ]);
  }
});
