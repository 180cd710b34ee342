import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener } from "node:http";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateSecret, hintOf } from "@/lib/access-token/secret/secret";
import { runAgainst, standIn } from "@/test/cli/against";
import { installClient, type TestClient } from "@/test/cli/client";
import { absent, runShell } from "@/test/guide/run-shell";

const UUID = "019a5c1e-7d20-7c41-9b6e-2f4d8a10c5e3";
const OLD = generateSecret("lk", "pat");
const NEW = generateSecret("lk", "pat");

let client: TestClient;
beforeAll(async () => {
  client = await installClient();
});
afterAll(async () => {
  await client.remove();
});

/** What a stand-in of an instance answers, by the request: a body of 200, a status, the end of the connection, or what it does itself. */
type Answer = Record<string, unknown> | number | "lost" | ((request: IncomingMessage) => Answer);
type Asked = { what: string; key: string | undefined };

/** Answers each request with the next of its answers, and with the last one from then on. */
function instance(answers: Readonly<Record<string, Answer[]>>): { asked: Asked[]; listener: RequestListener } {
  const asked: Asked[] = [];
  const left = new Map(Object.entries(answers).map(([what, each]) => [what, [...each]]));
  const listener: RequestListener = (request, response) => {
    const what = `${request.method} ${request.url}`;
    asked.push({ what, key: request.headers["idempotency-key"]?.toString() });
    const those = left.get(what) ?? [404];
    let answer = (those.length > 1 ? those.shift() : those[0]) ?? 404;
    while (typeof answer === "function") answer = answer(request);
    if (answer === "lost") return void request.socket.destroy();
    if (typeof answer === "number") return void response.writeHead(answer, { "Content-Type": "text/html" }).end("<p>");
    const status = typeof answer.status === "number" ? answer.status : 200;
    response.writeHead(status).end(status === 204 ? undefined : JSON.stringify(answer));
  };
  return { asked, listener };
}

const secret = (of: string) => ({ hint: hintOf(of), created_at: "2026-12-01T00:00:00Z" });
const token = (given: Record<string, unknown> = {}) => ({
  uuid: UUID,
  label: "CI",
  hint: hintOf(OLD),
  expiration_date: null,
  rotation: { pending: null, retiring: null, retires_at: null },
  ...given,
  status: given.status ?? "active",
});
const waiting = token({ rotation: { pending: secret(NEW), retiring: null, retires_at: null } });
const problem = (status: number, code: string) => ({ status, code, detail: "So it is." });
const me = (uuid = UUID) => ({
  uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10",
  email: "ada@agency.example",
  first_name: "",
  last_name: "",
  token: { uuid, label: "CI", scopes: ["all"], limits: null, expiration_date: null },
});

const TOKEN = `/iam/v3/access-tokens/${UUID}/`;
const SELF = "/iam/v3/access-tokens/self/";
const FOUND = "GET /iam/v3/access-tokens/?page_size=500&label=CI";
const list = { count: 1, next: null, previous: null, results: [token()] };

describe("rotate", () => {
  test("asks for a lost answer again under the same key, and under another one for what nobody has", async () => {
    const { asked, listener } = instance({
      [FOUND]: [list],
      [`POST ${TOKEN}rotate/`]: ["lost", problem(409, "already_created"), { ...waiting, access_token: NEW }],
    });
    expect(await runAgainst(client, listener, ["token", "rotate", "CI"])).toMatchObject({ code: 0, out: `${NEW}\n` });
    const [first, second, third] = asked.filter(({ what }) => what.startsWith("POST")).map(({ key }) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test("puts no secret into a file that somebody else has ended meanwhile", async () => {
    await writeFile(path.join(client.folder, "raced.env"), `LATCHKEY_TOKEN=${OLD}\n`);
    const { listener } = instance({
      [FOUND]: [list],
      [`GET ${TOKEN}`]: [token(), token({ rotation: { ...waiting.rotation, pending: secret(OLD) } })],
      [`POST ${TOKEN}rotate/`]: [{ ...waiting, access_token: NEW }],
    });
    const ended = await runAgainst(client, listener, ["token", "rotate", "CI", "--to-env", "raced.env"]);
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining("rotated “CI” again") });
    expect(await readFile(path.join(client.folder, "raced.env"), "utf8")).toBe(`LATCHKEY_TOKEN=${OLD}\n`);
  });

  test("waits through what passes, and not for a secret that was cancelled", async () => {
    const rotating = { [FOUND]: [list], [`POST ${TOKEN}rotate/`]: [{ ...waiting, access_token: NEW }] };
    const args = ["token", "rotate", "CI", "--exec", "cat >/dev/null"];
    const used = instance({ ...rotating, [`GET ${TOKEN}`]: [502, "lost", waiting, 504, token({ hint: hintOf(NEW) })] });
    expect(await runAgainst(client, used.listener, args)).toMatchObject({
      code: 0,
      err: expect.stringContaining("is in use"),
    });
    const cancelled = instance({ ...rotating, [`GET ${TOKEN}`]: [waiting, token()] });
    expect(await runAgainst(client, cancelled.listener, args)).toMatchObject({
      code: 1,
      err: expect.stringContaining("cancelled this rotation"),
    });
  });
});

describe("a new token whose secret has no place", () => {
  const created = { ...token(), access_token: NEW };

  test("is revoked again where its file cannot be written", async () => {
    const file = path.join(client.folder, "gone.env");
    const { asked, listener } = instance({ [`DELETE ${TOKEN}`]: [{ status: 204 }] });
    // Between the look at the file and the answer, a folder takes its place.
    const ended = await runAgainst(
      client,
      (request, response) => {
        if (request.method !== "POST") return listener(request, response);
        void mkdir(file).then(() => response.end(JSON.stringify(created)));
      },
      ["token", "create", "--label", "CI", "--to-env", "gone.env"],
    );
    await rm(file, { recursive: true });
    expect(ended).toMatchObject({ code: 2, out: "", err: expect.stringContaining("“CI” was revoked again") });
    expect(asked.map(({ what }) => what)).toEqual([`DELETE ${TOKEN}`]);
  });

  test.skipIf(absent.length > 0)(
    "is named where nobody reads standard output; a list that nobody reads is no fault",
    async () => {
      const { listener } = instance({
        "POST /iam/v3/access-tokens/": [created],
        "GET /iam/v3/organisations/?page_size=500": [{ ...list, results: [{ uuid: UUID, slug: "a", name: "A" }] }],
      });
      const { host, close } = await standIn(listener);
      const run = async (command: string) =>
        await runShell(["bash"], `{ latchkey ${command}; echo "exit $?" >&2; } | true`, {
          folder: client.bin,
          variables: { LATCHKEY_HOST: host, LATCHKEY_TOKEN: OLD, HOME: client.folder },
        });
      const { complaints } = await run("token create --label CI");
      expect(complaints).toContain(`latchkey token revoke ${UUID}\nexit 1\n`);
      expect(complaints).not.toContain(NEW);
      expect((await run("org list")).complaints).toBe("exit 0\n");
      close();
    },
  );
});

describe("revoke", () => {
  const uuids = [1, 2, 3].map((n) => `${UUID.slice(0, -1)}${n}`);
  const routes = (fails: string) =>
    Object.fromEntries(
      uuids.flatMap((uuid) => [
        [`GET /iam/v3/access-tokens/${uuid}/`, [token({ uuid, label: `CI ${uuid}` })]],
        [`DELETE /iam/v3/access-tokens/${uuid}/`, [uuid === fails ? problem(403, "role_required") : { status: 204 }]],
      ]),
    );

  test("lists what was revoked, and not what was not", async () => {
    const { listener } = instance(routes(uuids[1] ?? ""));
    const ended = await runAgainst(client, listener, ["token", "revoke", ...uuids, "--yes", "--json"]);
    expect(ended.code).toBe(1);
    const revoked = JSON.parse(ended.out).map(({ uuid, status }: Record<string, string>) => [uuid, status]);
    expect(revoked).toEqual([uuids[0], uuids[2]].map((uuid) => [uuid, "revoked"]));
  });

  test.skipIf(absent.length > 0)("goes on to the end where nobody reads what it says", async () => {
    const { asked, listener } = instance(routes(uuids[0] ?? ""));
    const { host, close } = await standIn(listener);
    const { output } = await runShell(
      ["bash"],
      `{ latchkey token revoke ${uuids.join(" ")} --yes; echo $? > exit; latchkey whoami --profile nobody; echo $? >> exit; } 2>&1 | true; cat exit`,
      { folder: client.bin, variables: { LATCHKEY_HOST: host, LATCHKEY_TOKEN: OLD, HOME: client.folder } },
    );
    close();
    expect(output).toBe("1\n3\n");
    expect(asked.filter(({ what }) => what.startsWith("DELETE"))).toHaveLength(3);
  });
});

describe("what is refused before anything is sent", () => {
  test.each<[args: string[], sentence: string]>([
    [["token", "show", OLD], "latchkey scan -"],
    [["token", "revoke", "CI", OLD, "--yes"], "Don't pass a secret as an argument"],
    [["api", "GET", `/iam/v3/access-tokens/?label=${OLD}`], "Don't pass a secret as an argument"],
    [["token", "list", "--label", OLD], "Don't pass a secret as an argument"],
    [[OLD], "Don't pass a secret as an argument"],
    [["activity", "--org", "acme", "-n", OLD], "Don't pass a secret as an argument"],
    [["token", "list", `--token=${OLD}`], "Don't pass a secret as an argument"],
    [["api", "GET", "/iam/v3/me/", "--field", "a=b"], "GET takes no body"],
    [["var", "set", "KEY", "value", "--sensitive", "--env", "shop/live"], "on standard input"],
  ])("%#", async (args, sentence) => {
    const { asked, listener } = instance({});
    const ended = await runAgainst(client, listener, args);
    expect(ended).toMatchObject({ code: 2, out: "", err: expect.stringContaining(sentence) });
    expect(ended.err).not.toContain(OLD);
    expect(asked).toEqual([]);
  });
});

describe("a login", () => {
  let folders = 0;
  /** The settings of somebody who has never logged in. */
  const nobody = () => {
    const folder = path.join(client.folder, `settings-${++folders}`);
    return { folder, env: { LATCHKEY_TOKEN: "", LATCHKEY_HOST: "", XDG_CONFIG_HOME: folder } };
  };
  const started: Answer = ({ headers }) => ({
    device_code: "d",
    user_code: "BCDF-GHJK",
    verification_uri: `http://${headers.host}/device`,
    expires_in: 900,
    interval: 0,
  });
  const device = (uuid = UUID, given: string = generateSecret("lk", "cli")) => ({
    "POST /oauth/device_authorization": [started],
    "POST /oauth/token": [502, "lost", 429, { access_token: given }] satisfies Answer[],
    "GET /iam/v3/me/": [me(uuid)],
    [`DELETE ${TOKEN}`]: [{ status: 204 }],
    [`DELETE ${SELF}`]: [{ status: 204 }],
  });
  const deleted = (asked: readonly Asked[]) => asked.map(({ what }) => what).filter((what) => /^DELETE/.test(what));

  test("waits through what passes; one that cannot be kept is revoked again", async () => {
    const { folder, env } = nobody();
    await writeFile(folder, "");
    const { asked, listener } = instance(device());
    const { host, close } = await standIn(listener);
    const ended = await client.run(["login", "--host", host], { env, host });
    close();
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining("“CI” was revoked again") });
    expect(deleted(asked)).toEqual([`DELETE ${TOKEN}`]);
  });

  test("that takes the place of another one of the same account revokes its token, once the new one is kept", async () => {
    const { env } = nobody();
    const other = `${UUID.slice(0, -1)}4`;
    const answers = device();
    const { asked, listener } = instance({ ...answers, "GET /iam/v3/me/": [me(), me(other)] });
    const { host, close } = await standIn(listener);
    const run = async () => await client.run(["login", "--host", host], { env, host });
    expect(await run()).toMatchObject({ code: 0 });
    expect(deleted(asked)).toEqual([]);
    expect(await run()).toMatchObject({
      code: 0,
      err: expect.stringContaining("of the previous login, “CI”, was revoked"),
    });
    expect(deleted(asked)).toEqual([`DELETE ${SELF}`]);
    expect((await client.run(["logout"], { env, host })).code).toBe(0);
    expect(deleted(asked)).toHaveLength(2);
    close();
  });

  test("goes to no other address than the one that was named", async () => {
    const { env } = nobody();
    const elsewhere = { device_code: "d", user_code: "BCDF-GHJK", expires_in: 900 };
    const { asked, listener } = instance({
      "POST /oauth/device_authorization": [{ ...elsewhere, verification_uri: "https://real.example/device" }],
    });
    const { host, close } = await standIn(listener);
    expect(await client.run(["login", "--host", host], { env, host })).toMatchObject({
      code: 1,
      err: expect.stringContaining("latchkey login --host https://real.example\n"),
    });
    close();
    expect(asked).toHaveLength(1);
  });

  test("with a token that was created elsewhere is forgotten, and the token revoked on demand alone", async () => {
    const { env } = nobody();
    const { asked, listener } = instance({
      "GET /iam/v3/me/": [me()],
      [`DELETE ${SELF}`]: [401, {}, problem(401, "token_revoked")],
    });
    const { host, close } = await standIn(listener);
    const login = async () => await client.run(["login", "--with-token", "--host", host], { env, host, input: OLD });
    await login();
    expect(await client.run(["logout"], { env, host })).toMatchObject({
      code: 0,
      err: expect.stringContaining("“CI” still works"),
    });
    expect(deleted(asked)).toEqual([]);
    await login();
    // A web page of somebody in between is no end of a token, nor is that all is well.
    for (const _ of ["web page", "all is well"])
      expect(await client.run(["logout", "--revoke"], { env, host })).toMatchObject({ code: 5 });
    expect(await client.run(["logout", "--revoke"], { env, host })).toMatchObject({
      code: 0,
      err: expect.stringContaining("was already revoked"),
    });
    expect(await client.run(["whoami"], { env, host })).toMatchObject({ code: 3 });
    close();
  });

  test("that rotates itself keeps both secrets until the new one was used", async () => {
    const { env, folder } = nobody();
    const profiles = path.join(folder, "latchkey", "profiles");
    const saved = () => {
      const { secret, pending } = JSON.parse(readFileSync(path.join(profiles, readdirSync(profiles)[0] ?? ""), "utf8"));
      return { secret, pending };
    };
    const atFirstUse: unknown[] = [];
    const { listener } = instance({
      "GET /iam/v3/me/": [
        ({ headers }) => {
          if (headers.authorization === `Bearer ${NEW}`) atFirstUse.push(saved());
          return me();
        },
      ],
      [`GET ${SELF}`]: [token()],
      [`POST ${SELF}rotate/`]: [{ ...waiting, access_token: NEW }],
    });
    const { host, close } = await standIn(listener);
    await client.run(["login", "--with-token", "--host", host], { env, host, input: OLD });
    expect(await client.run(["token", "rotate", "self"], { env, host })).toMatchObject({ code: 0, out: "" });
    close();
    expect(atFirstUse).toEqual([{ secret: OLD, pending: NEW }]);
    expect(saved()).toEqual({ secret: NEW, pending: undefined });
  });

  test.skipIf(absent.length > 0 || process.platform !== "linux").each([
    ["\\r", "Logged in to"],
    ["\\003", "Cancelled. Nothing was changed."],
  ])("shows nothing of a token that is pasted, and ends by Ctrl-C: %s", async (key, sentence) => {
    const { env } = nobody();
    const { listener } = instance({ "GET /iam/v3/me/": [me()] });
    const { host, close } = await standIn(listener);
    const { output } = await runShell(
      ["bash"],
      `rm -f said; { until grep -qs Paste said; do :; done; printf '%s${key}' "$SECRET"; } | script -qefc 'latchkey login --with-token --host ${host}' said >/dev/null; cat said`,
      { folder: client.bin, variables: { ...env, HOME: client.folder, SECRET: OLD } },
    );
    close();
    expect(output).toContain(sentence);
    expect(output).not.toContain(OLD);
  });
});

const hasTerminal = absent.length === 0 && process.platform === "linux";

/** Run a line of the shell in a new folder, with the client in its path, on a terminal of its own where that is asked for. */
async function shell(given: { host: string; env?: Record<string, string>; by?: string[] }, script: string) {
  return await runShell(given.by ?? ["bash"], `cd "$(mktemp -d -p .)"; ${script}`, {
    folder: client.bin,
    variables: { LATCHKEY_TOKEN: OLD, LATCHKEY_HOST: given.host, HOME: client.folder, ...given.env },
  });
}

describe.skipIf(!hasTerminal)("on a terminal", () => {
  const organisations = (from: number) =>
    Array.from({ length: 5 }, (_, n) => ({ uuid: UUID, name: `N${from + n}`, slug: "a", role: null }));
  const pages = {
    "GET /iam/v3/organisations/?page_size=500": [
      { count: 10, next: "https://elsewhere.example/iam/v3/organisations/?page=2", results: organisations(0) },
    ],
    "GET /iam/v3/organisations/?page=2": [{ count: 10, next: null, results: organisations(5) }],
  };

  test.each([
    ["org list", "Reading ████████████░░░░░░░░░░░░ 5 of 10", 11],
    ["scan . --offline", "Looking through files and commits ███░░░░░░░░░░░░░░░░░░░░░ 1 of 7", 0],
  ])("%s has a bar on standard error, unless nobody wants one", async (command, bar, lines) => {
    const { host, close } = await standIn(instance(pages).listener);
    const run = async (options: string) => {
      const line = `script -qec "latchkey ${command} ${options} > ../out" said > /dev/null; grep -v "^Script " said; rm said`;
      const { output } = await shell({ host }, `for n in 1 2 3 4 5 6; do echo x > $n; done; ${line}`);
      return { said: output, out: await readFile(path.join(client.bin, "out"), "utf8") };
    };
    const { said, out } = await run("");
    expect(said).toContain(bar);
    // No colour, and in the end nothing of it is left.
    expect(said).not.toMatch(/\[\d+m/);
    expect(said).toContain("\r\u001b[K");
    expect(out.split("\n").length - 1).toBe(lines);
    for (const option of ["--quiet", "--json"]) expect((await run(option)).said, option).not.toContain("█");
    close();
  });

  test("login opens the page with its code in the browser, unless that is not wanted, and says what the machine is called", async () => {
    let form = "";
    const { listener } = instance({
      "POST /oauth/device_authorization": [
        (request) => {
          form = "";
          request.on("data", (piece) => (form += piece));
          const verification_uri = `http://${request.headers.host}/device`;
          const verification_uri_complete = `${verification_uri}?user_code=BCDF-GHJK`;
          const codes = { device_code: "d", user_code: "BCDF-GHJK", expires_in: 900, interval: 0 };
          return { ...codes, verification_uri, verification_uri_complete };
        },
      ],
      "POST /oauth/token": [{ access_token: generateSecret("lk", "cli") }],
      "GET /iam/v3/me/": [me()],
    });
    const { host, close } = await standIn(listener);
    const { output } = await shell(
      { host, env: { LATCHKEY_TOKEN: "", DISPLAY: ":0" } },
      `export XDG_CONFIG_HOME="$PWD" PATH="$PWD:$PATH"
printf '#!/bin/sh\necho "$@" >> opened\n' > xdg-open; chmod +x xdg-open
for browser in --no-browser ''; do script -qec "latchkey login $browser" said > /dev/null; done
timeout 60 bash -c 'until [ -s opened ]; do :; done'; cat opened`,
    );
    close();
    expect(output).toBe(`${host}/device?user_code=BCDF-GHJK\n`);
    expect(new URLSearchParams(form).get("device_name")).toBe(hostname());
  });

  test("a result that no disk has room for is told in words", async () => {
    const { host, close } = await standIn(instance(pages).listener);
    const { output, complaints } = await shell({ host }, 'latchkey org list > /dev/full; echo "exit $?"');
    close();
    expect([output, complaints]).toEqual([
      "exit 1\n",
      "Error: Could not write to standard output: the disk is full.\n",
    ]);
  });

  test.each([
    ["y\\r", 1, "Reported 1."],
    ["n\\r", 1, "latchkey scan --report"],
    ["\\003", 130, "Cancelled"],
  ])("scan offers to report what is live: %s", async (key, code, sentence) => {
    const { asked, listener } = instance({
      "POST /iam/v3/access-tokens/lookup/": [{ statuses: ["active"] }],
      "POST /iam/v3/access-tokens/leaked/": [{ status: 202, message: "Thank you." }],
    });
    const { host, close } = await standIn(listener);
    const { output } = await shell(
      { host, env: { SECRET: NEW } },
      `printf %s "$SECRET" > leaked; touch said
{ timeout 60 bash -c 'until grep -q leaked? said; do :; done'; printf '${key}'; } | script -qefc 'latchkey scan leaked' said > /dev/null; echo "exit $?"; cat said`,
    );
    close();
    expect(output).toContain(`exit ${code}\n`);
    expect(output).toContain(sentence);
    expect(output).not.toContain(NEW);
    expect(asked.some(({ what }) => what.includes("leaked"))).toBe(key.startsWith("y"));
  });
});

/**
 * Disks without room, as a shell makes them in the folder `full`: with nothing but what stands in `seed`, or with as much as a file of
 * 4,096 octets and a copy of it need, and for no octet more.
 */
const DISKS = [
  {
    name: "a file system that is full",
    by: ["unshare", "-rm", "bash"],
    isPossible: spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0,
    full: "mount -t tmpfs -o size=64k tmpfs full; cp -a seed/. full; dd if=/dev/zero of=full/filled bs=4k status=none 2> dd",
    nearlyFull: "mount -t tmpfs -o size=8k tmpfs full",
    why: "the disk is full",
  },
  {
    name: "a limit to the size of files",
    by: ["bash"],
    isPossible: true,
    full: "cp -a seed/. full; ulimit -f 0",
    nearlyFull: "ulimit -f 4",
    why: "larger than a file may be here",
  },
];
const impossible = DISKS.filter(({ isPossible }) => !isPossible).map(({ name }) => name);
if (impossible.length > 0) console.log(`full disks: not run with ${impossible.join(", ")}, not possible here`);

describe.skipIf(absent.length > 0).each(DISKS.filter(({ isPossible }) => isPossible))(
  "on $name",
  ({ by, full, nearlyFull, why }) => {
    const rotating = { [`GET ${TOKEN}`]: [waiting], [`DELETE ${TOKEN}`]: [{ status: 204 }] };
    const given = { ...waiting, access_token: NEW };

    test("a login and its rotation are refused in words; the login before stays, and the new token is revoked", async () => {
      const { asked, listener } = instance({
        ...rotating,
        "POST /oauth/device_authorization": [
          ({ headers }) => ({
            device_code: "d",
            user_code: "BCDF-GHJK",
            verification_uri: `http://${headers.host}/device`,
            expires_in: 900,
            interval: 0,
          }),
        ],
        "POST /oauth/token": [{ access_token: generateSecret("lk", "cli") }],
        "GET /iam/v3/me/": [me()],
        [`GET ${SELF}`]: [token()],
        [`POST ${SELF}rotate/`]: [given],
      });
      const { host, close } = await standIn(listener);
      const { output, complaints } = await shell(
        { host, by, env: { LATCHKEY_TOKEN: "", LATCHKEY_HOST: "", SECRET: OLD } },
        `mkdir seed full; printf %s "$SECRET" | XDG_CONFIG_HOME="$PWD/seed" latchkey login --with-token --quiet --host ${host}
${full}
export XDG_CONFIG_HOME="$PWD/full"
latchkey login --no-browser --host ${host}; echo "exit $?"
latchkey token rotate self; echo "exit $?"
latchkey whoami --quiet > /dev/null; echo "exit $?"
diff -r seed/latchkey full/latchkey && echo same`,
      );
      close();
      expect([output, complaints]).toEqual(["exit 1\nexit 1\nexit 0\nsame\n", expect.stringContaining(why)]);
      expect(complaints).toMatch(/“CI” was revoked again.*old secret of “CI” keeps working/s);
      expect(asked.filter(({ what }) => what === `DELETE ${TOKEN}`)).toHaveLength(1);
    });

    test("a secret for a file is refused in words; the file stays, and the old secret", async () => {
      const { asked, listener } = instance({
        ...rotating,
        [FOUND]: [list],
        [`POST ${TOKEN}rotate/`]: [given],
        "POST /iam/v3/access-tokens/": [given],
      });
      const { host, close } = await standIn(listener);
      const { output, complaints } = await shell(
        { host, by },
        `mkdir full; printf '%04095d\\n' 0 > before
${nearlyFull}
cp before full/.env; cd full
latchkey token rotate CI --to-env .env; echo "exit $?"
latchkey token create --label CI --to-env .env; echo "exit $?"
cmp .env ../before && ls -A`,
      );
      close();
      expect([output, complaints]).toEqual(["exit 1\nexit 1\n.env\n", expect.stringContaining(why)]);
      expect(complaints).toMatch(
        /.env is as it was, and the old secret of “CI” keeps working.*“CI” was revoked again/s,
      );
      expect(complaints).not.toContain(NEW);
      expect(asked.filter(({ what }) => what.endsWith("rotate/"))).toHaveLength(1);
    });
  },
);
