import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/schema";
import { SECRET_STATUSES } from "@/lib/access-token/secret/look-up";
import { hintOf } from "@/lib/access-token/secret/secret";
import { installClient, type TestClient } from "@/test/cli/client";
import { createApplication, createMember, createOrganisation, createToken } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { loadDocument, resolved, validatorOf } from "@/test/http/documented";
import { sharedServer } from "@/test/http/server";

let db: Kysely<Database>;
let client: TestClient;
let host: string;
beforeAll(async () => {
  db = serverDatabase();
  client = await installClient();
  host = sharedServer().url;
});
afterAll(async () => {
  await client.remove();
  await db.destroy();
});

/** A person with a token that may do everything, and the client that uses it. */
async function person() {
  const organisation = await createOrganisation(db);
  const owner = await createMember(db, organisation, "owner");
  const token = await createToken(db, owner, { scopes: ["all"] });
  const env = { LATCHKEY_TOKEN: token.secret, LATCHKEY_HOST: host };
  const run = async (args: readonly string[], others: Record<string, string> = {}, input = "") =>
    await client.run(args, { env: { ...env, ...others }, input });
  return { organisation, owner, token, env, run };
}

const AS_NOBODY = { LATCHKEY_TOKEN: "", LATCHKEY_HOST: "" };

/** A login that the client keeps under a name. */
async function logIn(profile: string, secret: string) {
  const args = ["login", "--with-token", "--host", host, "--profile", profile];
  expect(await client.run(args, { env: AS_NOBODY, input: secret })).toMatchObject({ code: 0 });
}

/** What the OpenAPI document does not say of a value as the answer to an operation; undefined when it says all of it. */
async function undescribed(operation: string, value: unknown): Promise<string | undefined> {
  const all = await loadDocument();
  const [method = "", template = ""] = operation.split(" ");
  const responses = all.document.paths[template]?.[method.toLowerCase()]?.responses ?? {};
  const [, response] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  if (response === undefined) return `there is no ${operation}`;
  const schema = resolved<typeof response>(all.document, response).content?.["application/json"]?.schema;
  if (schema === undefined) return `${operation} answers nothing`;
  const validate = validatorOf(all, schema);
  return validate(value) ? undefined : all.ajv.errorsText(validate.errors);
}

/** What `scan` and `doctor` print, where no answer of the API is: as the guide says it. */
const scanned = z.array(
  z.strictObject({ hint: z.string(), status: z.enum(SECRET_STATUSES).nullable(), places: z.array(z.string()).min(1) }),
);
const checked = z.array(
  z.strictObject({
    check: z.enum(["host", "tls", "clock", "token", "scopes", "expiry"]),
    ok: z.boolean(),
    detail: z.string(),
  }),
);

test("--json of each command is as the OpenAPI document describes the API's answer", async () => {
  const { organisation, owner, token: own, run } = await person();
  const application = await createApplication(db, organisation);
  const where = `${application.slug}/live`;
  const jsonOf = async (args: readonly string[], { code = 0, input = "" } = {}) => {
    const ended = await run([...args, "--json"], {}, input);
    expect(ended, args.join(" ")).toMatchObject({ code });
    return JSON.parse(ended.out);
  };
  const json = async (...args: string[]) => await jsonOf(args);
  const listOf = (results: unknown[]) => ({ count: results.length, next: null, previous: null, results });
  const tokens = "/iam/v3/access-tokens/";
  const variables = "/apps/v3/environment-variables/";
  const seen: [operation: string, answer: unknown][] = [
    ["GET /iam/v3/me/", await json("whoami")],
    [`POST ${tokens}`, await json("token", "create", "--label", "Contract", "--expires", "30d")],
    [`GET ${tokens}`, listOf(await json("token", "list"))],
    [`GET ${tokens}{uuid}/`, await json("token", "show", "Contract")],
    [`PATCH ${tokens}{uuid}/`, await json("token", "edit", "Contract", "--description", "Nightly")],
    [`POST ${tokens}{uuid}/rotate/`, await json("token", "rotate", "Contract")],
    [`GET ${tokens}{uuid}/`, await json("token", "rotate", "Contract", "--again", "--to-env", "contract.env")],
    [`GET ${tokens}{uuid}/`, await json("token", "rotate", "Contract", "--end-overlap")],
    [`GET ${tokens}{uuid}/usage/`, await json("token", "usage", "Contract")],
    ["GET /iam/v3/organisations/", listOf(await json("org", "list"))],
    ["GET /apps/v3/applications/", listOf(await json("app", "list"))],
    ["GET /apps/v3/environments/", listOf(await json("env", "list", "--app", application.slug))],
    [`POST ${variables}`, await json("var", "set", "REGION", "eu-west", "--env", where)],
    [`GET ${variables}`, listOf(await json("var", "list", "--env", where))],
    [`GET ${variables}{uuid}/`, await json("var", "get", "REGION", "--env", where)],
    ["POST /apps/v3/deployments/", await json("deployment", "start", where)],
    ["GET /apps/v3/deployments/", listOf(await json("deployment", "list", "--env", where))],
  ];
  const deployment = seen.at(-2)?.[1] as { uuid: string };
  const login = await createToken(db, owner);
  const at = ["--host", host, "--profile", "contract"];
  const revoked = await json("token", "revoke", "Contract", "--yes");
  seen.push(
    ["GET /apps/v3/deployments/{uuid}/logs", await json("deployment", "logs", deployment.uuid)],
    [`GET ${variables}{uuid}/`, await json("var", "unset", "REGION", "--env", where)],
    ["GET /iam/v3/organisations/{uuid}/activities/", listOf(await json("activity", "--org", organisation.slug))],
    [`GET ${tokens}`, listOf(revoked)],
    [`GET ${tokens}{uuid}/`, await jsonOf(["login", "--with-token", ...at], { input: login.secret })],
    [`GET ${tokens}{uuid}/`, await json("logout", ...at, "--revoke")],
  );
  for (const [operation, answer] of seen) expect(await undescribed(operation, answer), operation).toBeUndefined();
  expect(revoked).toEqual([expect.objectContaining({ label: "Contract", status: "revoked" })]);
  expect(seen.at(-1)?.[1]).toMatchObject({ uuid: login.id, status: "revoked" });
  expect(checked.parse(await json("doctor")).map(({ check }) => check)).toEqual(
    checked.element.shape.check.options.slice(0, -1),
  );
  const found = await jsonOf(["scan", "-"], { code: 1, input: `TOKEN=${own.secret}` });
  expect(scanned.parse(found)).toEqual([{ hint: hintOf(own.secret), status: "active", places: ["standard input"] }]);
});

describe("an end that is near is told by the exit code", () => {
  test("6 by token show and doctor, and how to go on", async () => {
    const { run } = await person();
    const created = await run(["token", "create", "--label", "Nearly", "--scope", "tokens:read", "--expires", "7d"]);
    const secret = created.out.trim();
    expect(await run(["token", "show", "Nearly", "--quiet", "--warn-days", "6"])).toMatchObject({ code: 0, out: "" });
    expect(await run(["token", "show", "Nearly", "--quiet", "--warn-days", "8"])).toMatchObject({ code: 6, out: "" });

    const checked = await run(["doctor", "--warn-days", "8"], { LATCHKEY_TOKEN: secret });
    expect(checked).toMatchObject({ code: 6, out: expect.stringContaining("latchkey token edit ID") });
    // What else it cannot do.
    expect(checked.out).toContain("tokens:read. latchkey token create, edit, rotate and revoke need tokens:write.");
    await logIn("nearly", secret);
    const login = await client.run(["doctor", "--warn-days", "8", "--profile", "nearly"], { env: AS_NOBODY });
    expect(login).toMatchObject({ code: 6, out: expect.stringContaining("Log in again: latchkey login") });
    expect(login.out).not.toContain("token edit");
  });
});

/** The client as a process of one's own. */
function start(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(client.bin, "latchkey.mjs"), ...args], {
    cwd: client.folder,
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH ?? "",
      HOME: client.folder,
      XDG_CONFIG_HOME: path.join(client.folder, "config"),
      ...env,
    },
  });
  return { child, ended: once(child, "close") };
}

describe("how it ends", () => {
  test("130 by Ctrl-C", async () => {
    const { child, ended } = start(["login", "--no-browser", "--host", host], AS_NOBODY);
    let told = "";
    child.stderr.on("data", (piece) => {
      told += piece;
      // It has shown its code, and waits.
      if (/\b[B-Z]{4}-[B-Z]{4}\b/.test(told)) child.kill("SIGINT");
    });
    expect((await ended)[0]).toBe(130);
  });

  test("0 where its reader has gone, as head does, and says nothing about it", async () => {
    const { env } = await person();
    const { child, ended } = start(["token", "list"], env);
    child.stdout.destroy();
    let told = "";
    child.stderr.on("data", (piece) => (told += piece));
    expect([(await ended)[0], told]).toEqual([0, ""]);
  });

  test("as ever where nobody reads what went wrong", async () => {
    const { child, ended } = start(["whoami", "--profile", "nobody"], AS_NOBODY);
    child.stderr.destroy();
    expect((await ended)[0]).toBe(3);
  });

  test.each([[["token"]], [["token", "nothing"]], [[]]])("2 by half a command: %j", async (args) => {
    const { run } = await person();
    expect(await run(args)).toMatchObject({ code: 2, out: "" });
  });

  test("0 by help, a version and completions", async () => {
    const { run } = await person();
    expect(await run(["token", "--help"])).toMatchObject({ code: 0, out: expect.stringContaining("rotate") });
    expect(await run(["token", "list", "--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("--profile"),
    });
    expect(await run(["--version"])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const completions = await run(["completion", "bash"]);
    execFileSync("bash", ["-n"], { input: completions.out });
    expect(await run(["completion", "cmd"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("bash, zsh, fish"),
    });
  });
});

describe("scan", () => {
  /** A repository whose history has a secret, which is gone from its files. */
  async function repository(name: string, secret: string) {
    const folder = path.join(client.folder, name);
    await mkdir(folder);
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@b.example", ...args]);
    git("init", "-q");
    for (const content of [`TOKEN=${secret}`, "TOKEN="]) {
      await writeFile(path.join(folder, ".env"), content);
      git("add", "-A");
      git("commit", "-q", "-m", "Change");
    }
  }

  test("--history finds what is gone, tells what is live, and --report ends it where it was asked about", async () => {
    const { owner, token, run } = await person();
    const leaked = await createToken(db, owner);
    await repository("leaky", leaked.secret);
    expect(await run(["scan", "leaky"])).toMatchObject({ code: 0, out: "" });
    const found = await run(["scan", "leaky", "--history"]);
    expect(found).toMatchObject({
      code: 1,
      out: expect.stringMatching(/\tactive\tcommit [0-9a-f]{12}, commit [0-9a-f]{12}$/m),
    });
    await logIn("scanner", token.secret);
    // Another instance than the login's: nothing is sent there.
    const elsewhere = { LATCHKEY_TOKEN: "", LATCHKEY_HOST: "http://localhost:47" };
    const args = ["scan", "leaky", "--history", "--report", "--yes", "--profile", "scanner"];
    const reported = await client.run(args, { env: elsewhere });
    expect(reported).toMatchObject({ code: 1, err: expect.stringContaining("Reported 1.") });
    for (const { out, err } of [found, reported]) expect(out + err).not.toContain(leaked.secret);
    await vi.waitUntil(async () => (await run(["whoami"], { LATCHKEY_TOKEN: leaked.secret })).code === 3, 15_000);
  });

  test("without a login, or an instance that answers, what was found is told all the same", async () => {
    const { token } = await person();
    const input = `TOKEN=${token.secret}`;
    for (const env of [AS_NOBODY, { LATCHKEY_TOKEN: token.secret, LATCHKEY_HOST: "http://localhost:47" }]) {
      const ended = await client.run(["scan", "-", "--profile", "scan-nobody"].slice(0, env === AS_NOBODY ? 4 : 2), {
        env,
        input,
      });
      expect(ended).toMatchObject({ code: 1, out: expect.stringContaining(`${hintOf(token.secret)}\tnot asked\t`) });
      expect(ended.err).toContain("The instance was not asked which are live.");
    }
  });
});

describe("token rotate", () => {
  test("self gives a login another secret, and the old one ends with --end-overlap", async () => {
    const { owner } = await person();
    const { id, secret: own } = await createToken(db, owner, { scopes: ["tokens:write"] });
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", id).execute();
    await logIn("own", own);
    const run = async (...args: string[]) => await client.run([...args, "--profile", "own"], { env: AS_NOBODY });
    const works = async (secret: string) =>
      (await client.run(["whoami"], { env: { LATCHKEY_TOKEN: secret, LATCHKEY_HOST: host } })).code;
    const rotated = await run("token", "rotate", "self");
    expect(rotated).toMatchObject({ code: 0, out: "" });
    expect(rotated.err).not.toMatch(/lk_pat_\w/);
    expect(await run("whoami")).toMatchObject({ code: 0 });
    expect(await works(own)).toBe(0);
    expect(await run("token", "rotate", "self", "--end-overlap")).toMatchObject({ code: 0, out: "" });
    expect(await works(own)).toBe(3);
    expect(await run("whoami")).toMatchObject({ code: 0 });
  });
});
