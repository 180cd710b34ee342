import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "@/db/schema";
import { installClient, type TestClient } from "@/test/cli/client";
import { createApplication, createMember, createOrganisation, createToken } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
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

const NO_UUID = "00000000-0000-7000-8000-000000000000";

/** A person with a token that may do everything, and what the client needs to use it. */
async function person() {
  const organisation = await createOrganisation(db);
  const owner = await createMember(db, organisation, "owner");
  const token = await createToken(db, owner, { scopes: ["all"] });
  const env = { LATCHKEY_TOKEN: token.secret, LATCHKEY_HOST: host };
  const run = async (args: readonly string[], input?: string) =>
    await client.run(args, input === undefined ? { env } : { env, input });
  const json = async (args: readonly string[], input?: string) => {
    const ended = await run([...args, "--json"], input);
    expect(ended, args.join(" ")).toMatchObject({ code: 0 });
    return JSON.parse(ended.out);
  };
  return { organisation, owner, token, env, run, json };
}

describe("a token's life from the terminal", () => {
  test("create prints the secret alone; it works, is listed, edited, rotated and revoked", async () => {
    const { run, json, env } = await person();
    const created = await run([
      "token",
      "create",
      "--label",
      "Backup",
      "--scope",
      "applications:read,tokens:read",
      "--expires",
      "30d",
    ]);
    expect(created).toMatchObject({ code: 0, out: expect.stringMatching(/^lk_pat_\w{36}\n$/) });
    expect(created.err).toContain("“Backup”");
    const secret = created.out.trim();

    const me = await client.run(["whoami"], { env: { ...env, LATCHKEY_TOKEN: secret } });
    expect(me).toMatchObject({ code: 0, out: expect.stringContaining("tokens:read, applications:read") });
    expect((await run(["token", "list"])).out).toMatch(/^Backup\tactive\t/m);

    const [listed] = await json(["token", "list", "--label", "Backup"]);
    expect(listed).toMatchObject({ label: "Backup", status: "active" });
    expect(await json(["token", "edit", "Backup", "--description", "Nightly", "--expires", "7d"])).toMatchObject({
      uuid: listed.uuid,
      description: "Nightly",
    });
    expect((await run(["token", "show", "Backup"])).out).toMatch(/^Description\s+Nightly$/m);

    const rotated = await run(["token", "rotate", "Backup"]);
    expect(rotated).toMatchObject({ code: 0, out: expect.stringMatching(/^lk_pat_\w{36}\n$/) });
    for (const each of [secret, rotated.out.trim()]) {
      expect(await client.run(["whoami"], { env: { ...env, LATCHKEY_TOKEN: each } })).toMatchObject({ code: 0 });
    }
    for (const which of ["Backup", "self"]) expect((await run(["token", "usage", which])).code, which).toBe(0);
    expect(await run(["token", "edit", "self", "--description", "Mine"])).toMatchObject({ code: 0 });
    expect(await run(["token", "revoke", "Backup", "--yes", "--reason", "Done"])).toMatchObject({ code: 0, out: "" });
    expect(await client.run(["whoami"], { env: { ...env, LATCHKEY_TOKEN: secret } })).toMatchObject({
      code: 3,
      out: "",
    });
  });

  test("a secret goes into a file of settings without being seen, and everything else in it stays", async () => {
    const { run, json } = await person();
    const file = path.join(client.folder, "one.env");
    await writeFile(file, "A=1\r\nexport LATCHKEY_TOKEN=old\r\nB=2\r\n", { mode: 0o644 });
    const created = await run(["token", "create", "--label", "To a file", "--to-env", "one.env"]);
    expect(created).toMatchObject({ code: 0, out: "" });
    expect(created.err).not.toMatch(/lk_pat_\w/);
    expect(await readFile(file, "utf8")).toMatch(/^A=1\r\nexport LATCHKEY_TOKEN=lk_pat_\w{36}\r\nB=2\r\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    const rotated = await json(["token", "rotate", "To a file", "--to-env", "one.env:OTHER"]);
    expect(rotated).not.toHaveProperty("access_token");
    expect(await readFile(file, "utf8")).toMatch(/\r\nB=2\r\nOTHER=lk_pat_\w{36}\r\n$/);
  });

  test("rotate hands the new secret to a command, and waits for its first use", async () => {
    const { run, env } = await person();
    await run(["token", "create", "--label", "Handed over"]);
    const use = `secret=$(cat) && curl -fsS -o me.json -H "Authorization: Bearer $secret" ${host}/iam/v3/me/`;
    const rotated = await run(["token", "rotate", "Handed over", "--exec", use]);
    expect(rotated).toMatchObject({ code: 0, out: "", err: expect.stringContaining("is in use") });
    const failed = await run(["token", "rotate", "Handed over", "--exec", "exit 3"]);
    expect(failed.code, failed.err).toBe(1);
    expect(env).toBeDefined();
  });
});

describe("places, variables and deployments", () => {
  test("are listed, set and asked for by names", async () => {
    const { organisation, run, json } = await person();
    const application = await createApplication(db, organisation);
    const where = `${application.slug}/live`;
    expect(await json(["org", "list"])).toEqual([expect.objectContaining({ slug: organisation.slug })]);
    expect(await json(["app", "list", "--org", organisation.slug])).toEqual([
      expect.objectContaining({ uuid: application.id }),
    ]);
    expect(
      (await json(["env", "list", "--app", application.slug])).map(({ slug }: { slug: string }) => slug),
    ).toContain("live");

    expect(await run(["var", "set", "REGION", "eu-west", "--env", where])).toMatchObject({ code: 0 });
    expect(await run(["var", "get", "REGION", "--env", where])).toMatchObject({ code: 0, out: "eu-west\n" });
    expect(await run(["var", "set", "KEY", "--sensitive", "--env", where], "s3cret\n")).toMatchObject({ code: 0 });
    expect(await run(["var", "get", "KEY", "--env", where])).toMatchObject({ code: 1, out: "" });
    expect((await run(["var", "list", "--env", where])).out).toMatch(/^KEY\t\(sensitive\)$/m);
    expect(await run(["var", "unset", "REGION", "--env", where])).toMatchObject({ code: 0 });
    expect(await run(["var", "get", "REGION", "--env", where])).toMatchObject({ code: 4 });

    const { uuid } = await json(["deployment", "start", where]);
    expect(await json(["deployment", "list", "--env", where])).toEqual([expect.objectContaining({ uuid })]);
    expect(await run(["deployment", "logs", uuid])).toMatchObject({ code: 0, out: "" });
    expect((await json(["activity", "--org", organisation.slug])).length).toBeGreaterThan(0);
  });

  test("a deployment is followed to its end, whose outcome is the exit code, and nothing in its log is obeyed by a terminal", async () => {
    const { organisation, run, json } = await person();
    const application = await createApplication(db, organisation);
    const where = `${application.slug}/live`;
    const report = (uuid: string, ...fields: string[]) =>
      run(["api", "PATCH", `/apps/v3/deployments/${uuid}/`, ...fields.flatMap((field) => ["--field", field])]);
    const { uuid } = await json(["deployment", "start", where]);
    await report(uuid, "log=one");
    const followed = run(["deployment", "logs", uuid, "--follow"]);
    expect(await report(uuid, "status=failed", "log=two\u001b[2J")).toMatchObject({ code: 0 });
    expect(await followed).toMatchObject({ code: 1, out: "one\ntwo[2J\n", err: "Error: The deployment failed.\n" });

    const waited = run(["deployment", "start", where, "--wait"]);
    const newest = async () => (await json(["deployment", "list", "--env", where, "-n", "1"]))[0].uuid;
    await vi.waitUntil(async () => (await newest()) !== uuid, 15_000);
    await report(await newest(), "status=succeeded", "log=done");
    expect(await waited).toMatchObject({ code: 0, out: "done\n", err: "The deployment succeeded.\n" });
  });

  test("api sends any request, and reads every page of a list", async () => {
    const { json, token, run } = await person();
    expect(await json(["api", "get", "/iam/v3/me/"])).toMatchObject({ token: { uuid: token.id } });
    expect(await json(["api", "GET", "/iam/v3/access-tokens/?page_size=1", "--all"])).toHaveLength(1);
    expect(await json(["api", "PATCH", `/iam/v3/access-tokens/${token.id}/`, "--field", "label=New"])).toMatchObject({
      label: "New",
    });
    expect(await run(["api", "GET", "https://elsewhere.example/"])).toMatchObject({ code: 2 });
    expect(await run(["api", "GET", "//elsewhere.example/"])).toMatchObject({ code: 2 });
  });
});

test.each([
  [["whoami"], { LATCHKEY_TOKEN: "lk_pat_wrong" }, 3, "Error: "],
  [["token", "show", NO_UUID], {}, 4, "Request id: "],
  [["token", "show", "No such label"], {}, 4, "There is no token labelled “No such label”"],
  [["tokn", "list"], {}, 2, "Did you mean token?"],
  [["token", "create"], {}, 1, "label"],
  [["token", "list", "--nothing"], {}, 2, "unknown option"],
  [["whoami"], { LATCHKEY_HOST: "http://localhost:47" }, 5, "nothing listens there"],
  [["whoami"], { LATCHKEY_HOST: "" }, 2, "Set LATCHKEY_HOST"],
  [["whoami", "--profile", "nobody"], {}, 3, "The profile “nobody” does not exist"],
])("%j with %j ends with %i and a sentence", async (args, changed, code, sentence) => {
  const { env } = await person();
  const ended = await client.run(args, { env: { ...env, ...changed } });
  expect(ended).toMatchObject({ code, out: "", err: expect.stringContaining(sentence) });
  expect(ended.err).not.toMatch(/^\s+at /m);
});
