import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { hintOf } from "@/lib/access-token/secret/secret";
import { installClient, type TestClient } from "@/test/cli/client";
import { createToken, createUser } from "@/test/fixtures";
import { absent } from "@/test/guide/run-shell";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";

const { url } = sharedServer();
const PATH = "/iam/v3/access-tokens/";
const USE = `{ printf 'Authorization: Bearer '; cat; } | curl -fsS -o /dev/null -H @- ${url}/iam/v3/me/`;

let db: Kysely<Database>;
let client: TestClient;
beforeAll(async () => {
  db = serverDatabase();
  client = await installClient();
});
afterAll(async () => {
  await client.remove();
  await db.destroy();
});

/** A token that is to be rotated by another one of its owner. */
async function rotation({ allowedNetworks = null }: { allowedNetworks?: string[] | null } = {}) {
  const owner = await createUser(db);
  const caller = await createToken(db, owner, { scopes: ["all"] });
  const token = await createToken(db, owner, { scopes: ["applications:read"], allowedNetworks });
  const env = { LATCHKEY_TOKEN: caller.secret, LATCHKEY_HOST: url };
  const file = path.join(client.folder, `${token.id}.env`);
  return {
    token,
    file: `${token.id}.env`,
    run: async (...args: string[]) => await client.run(["token", "rotate", token.id, ...args], { env }),
    /** What the token is now, as its owner sees it. */
    now: async () => (await api(`${PATH}${token.id}/`, { token: caller.secret })).json,
    /** A rotation that nobody has gone on with. */
    pending: async (): Promise<string> =>
      (await api(`${PATH}${token.id}/rotate/`, { method: "POST", token: caller.secret })).json.access_token,
    put: async (secret: string) => await writeFile(file, `LATCHKEY_TOKEN=${secret}\n`, { mode: 0o600 }),
    inFile: async () => (await readFile(file, "utf8")).replace(/^LATCHKEY_TOKEN=(.*)\n$/, "$1"),
    statusOf: async (secret: string) =>
      (await api(`${PATH}lookup/`, { method: "POST", token: caller.secret, body: { tokens: [secret] } })).json
        .statuses[0],
  };
}

describe("into a file", () => {
  test("a new secret is used there at once, so that it does not lapse and the overlap runs", async () => {
    const { run, now, inFile, put, token, file, statusOf } = await rotation();
    await put(token.secret);
    expect(await run("--to-env", file)).toMatchObject({ code: 0, out: "" });
    const secret = await inFile();
    expect(await now()).toMatchObject({
      hint: hintOf(secret),
      rotation: { pending: null, retiring: { hint: hintOf(token.secret) } },
    });
    expect(await statusOf(token.secret)).toBe("active");
  });

  test("one that an earlier run has put there goes on, and no other is made", async () => {
    const { run, now, inFile, put, pending, file } = await rotation();
    const secret = await pending();
    await put(secret);
    expect(await run("--to-env", file)).toMatchObject({ code: 0 });
    expect(await inFile()).toBe(secret);
    expect(await now()).toMatchObject({ hint: hintOf(secret), rotation: { pending: null } });
  });

  test("one that nobody has put there is replaced", async () => {
    const { run, inFile, put, pending, file, token, statusOf } = await rotation();
    const lost = await pending();
    await put(token.secret);
    expect(await run("--to-env", file)).toMatchObject({ code: 0 });
    expect(await inFile()).not.toBe(token.secret);
    expect(await statusOf(lost)).toBe("retired");
    expect(await statusOf(await inFile())).toBe("active");
  });

  test("where it cannot be used from here, the client says until when it has to be", async () => {
    const { run, now, inFile, file } = await rotation({ allowedNetworks: ["203.0.113.0/24"] });
    for (const time of ["first", "again"]) {
      expect(await run("--to-env", file), time).toMatchObject({
        code: 0,
        err: expect.stringMatching(/Use it before \d{4}-\d\d-\d\d \d\d:\d\d UTC/),
      });
      expect((await now()).rotation.pending.hint, time).toBe(hintOf(await inFile()));
    }
  });
});

describe("to a command or standard output", () => {
  test.each([["--exec", "cat >/dev/null"], []])(
    "a secret that waits for its first use is not ended: %j",
    async (...to) => {
      const { run, pending, statusOf } = await rotation();
      const secret = await pending();
      expect(await run(...to)).toMatchObject({ code: 1, out: "", err: expect.stringContaining("--again") });
      expect(await statusOf(secret)).toBe("active");
      if (to.length > 0) return;
      expect(await run("--again")).toMatchObject({ code: 0, out: expect.stringMatching(/^lk_pat_\w{36}\n$/) });
      expect(await statusOf(secret)).toBe("retired");
    },
  );

  test("nothing is replaced at once that has no place yet", async () => {
    const { run, now, token } = await rotation();
    expect(await run("--replace-now")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--to-env") });
    expect(await now()).toMatchObject({ hint: hintOf(token.secret), rotation: { pending: null } });
  });

  test.skipIf(absent.length > 0)("a token that is revoked meanwhile is not taken for one in use", async () => {
    const { run, token } = await rotation();
    const revoke = `cat >/dev/null; curl -fsS -X DELETE -H "Authorization: Bearer $LATCHKEY_TOKEN" ${url}${PATH}${token.id}/`;
    expect(await run("--exec", revoke)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ended before it was used.\n {2}The token is revoked/),
    });
  });

  test.skipIf(absent.length > 0)(
    "the token in use is waited for with its new secret where there is no overlap",
    async () => {
      const { token } = await rotation();
      await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", token.id).execute();
      const env = { LATCHKEY_TOKEN: token.secret, LATCHKEY_HOST: url };
      expect(await client.run(["token", "rotate", "self", "--overlap", "0", "--exec", USE], { env })).toMatchObject({
        code: 0,
        err: expect.stringContaining("is in use"),
      });
      expect((await api("/iam/v3/me/", { token: token.secret })).json.code).toBe("token_retired");
    },
  );
});

describe("the token of a login", () => {
  test("is rotated for the login alone, and says so where it may not rotate itself", async () => {
    const { token, now } = await rotation();
    const env = { XDG_CONFIG_HOME: path.join(client.folder, token.id) };
    const run = async (args: readonly string[], input = "") => await client.run(args, { env, input });
    expect(await run(["login", "--with-token", "--host", url], token.secret)).toMatchObject({ code: 0 });
    expect(await run(["token", "rotate", "self", "--exec", "cat >/dev/null"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("This login uses that token"),
    });
    expect(await run(["token", "rotate", "self"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("can't rotate itself.\n  Log in again"),
    });
    expect(await now()).toMatchObject({ hint: hintOf(token.secret), rotation: { pending: null } });
  });

  test("that may rotate itself has a new secret in its settings, which was used", async () => {
    const { token, now } = await rotation();
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", token.id).execute();
    const env = { XDG_CONFIG_HOME: path.join(client.folder, token.id) };
    await client.run(["login", "--with-token", "--host", url], { env, input: token.secret });
    expect(await client.run(["token", "rotate", "self"], { env })).toMatchObject({ code: 0, out: "" });
    expect(await now()).toMatchObject({ rotation: { pending: null, retiring: { hint: hintOf(token.secret) } } });
    expect(await client.run(["whoami"], { env })).toMatchObject({ code: 0 });
  });

  test.each(["works", "was replaced meanwhile"])(
    "whose rotation was cut short goes on with what works: the new secret %s",
    async (became) => {
      const { token, pending } = await rotation();
      const env = { XDG_CONFIG_HOME: path.join(client.folder, token.id) };
      await client.run(["login", "--with-token", "--host", url, "--profile", "own"], { env, input: token.secret });
      const saved = path.join(client.folder, token.id, "latchkey", "profiles", "own.json");
      const read = async () => JSON.parse(await readFile(saved, "utf8"));
      const waiting = await pending();
      // As a client leaves it that is killed before the first use.
      await writeFile(saved, JSON.stringify({ ...(await read()), pending: waiting }));
      if (became !== "works") await pending();
      expect(await client.run(["whoami"], { env })).toMatchObject({ code: 0 });
      const { secret, pending: left } = await read();
      expect([secret, left]).toEqual([became === "works" ? waiting : token.secret, undefined]);
    },
  );
});
