import { chmod, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hintOf } from "@/lib/access-token/secret/secret";
import { runAgainst, SECRET, standIn } from "@/test/cli/against";
import { installClient, type TestClient } from "@/test/cli/client";

const ME = {
  uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10",
  email: "ada@agency.example",
  first_name: "Ada",
  last_name: "Okafor",
  token: {
    uuid: "019a5c1e-7d20-7c41-9b6e-2f4d8a10c5e3",
    label: "CI",
    scopes: ["all"],
    limits: null,
    expiration_date: null,
  },
};

let client: TestClient;
beforeAll(async () => {
  client = await installClient();
});
afterAll(async () => {
  await client.remove();
});

const against = async (listener: RequestListener, args: readonly string[], given = {}) =>
  await runAgainst(client, listener, args, given);

const html =
  (status: number): RequestListener =>
  (_, response) => {
    response.writeHead(status, { "Content-Type": "text/html" }).end("<h1>Nginx</h1>");
  };

describe("what is not an instance gets a sentence, and its own exit code", () => {
  test.each<[what: string, listener: RequestListener, code: number, sentence: string]>([
    ["a web page", html(200), 5, "responded with a web page instead of JSON"],
    ["a proxy that finds nothing behind it", html(502), 5, "A proxy in front of http://127.0.0.1"],
    ["a web page that refuses", html(401), 5, "Is this the URL of a Latchkey instance?"],
    ["a web page that is not found", html(404), 5, "Is this the URL of a Latchkey instance?"],
    [
      "JSON of another program",
      (_, response) => void response.end("{}"),
      5,
      "did not respond like a Latchkey instance",
    ],
    ["a text", (_, response) => void response.end("hello"), 5, "responded with something other than JSON"],
    [
      "half an answer",
      (_, response) => void response.writeHead(200, { "Content-Length": 99 }).write("{", () => response.destroy()),
      5,
      "closed the connection",
    ],
    ["nothing", (request) => void request.socket.destroy(), 5, "closed the connection"],
    [
      "a redirect",
      (_, response) => void response.writeHead(302, { Location: "https://elsewhere.example/" }).end(),
      5,
      "redirects to https://elsewhere.example/",
    ],
  ])("%s", async (_, listener, code, sentence) => {
    const ended = await against(listener, ["whoami"]);
    expect(ended).toMatchObject({ code, out: "", err: expect.stringContaining(sentence) });
    expect(ended.err).not.toMatch(/^\s+at /m);
  });
});

test.each([
  [["token", "create", "--label", "CI"]],
  [["token", "rotate", ME.token.uuid]],
  [["token", "edit", "self", "--label", "CI"]],
  [["token", "revoke", "self", "--yes"]],
  [["token", "usage", "self"]],
  [["deployment", "logs", ME.token.uuid]],
  [["org", "list"]],
  [["login", "--no-browser"]],
])("%j takes what another program answers for no success, and prints nothing of it", async (args) => {
  const ended = await against((_, response) => void response.end('{"status":"ok"}'), args);
  expect(ended).toMatchObject({
    code: 5,
    out: "",
    err: expect.stringMatching(/^Error: .* did not respond (like|with) a/),
  });
});

test("a request that is refused for the moment is sent again when the server said", async () => {
  let asked = 0;
  const ended = await against(
    (_, response) => {
      asked++;
      if (asked === 1) response.writeHead(429, { "Retry-After": "0" }).end();
      else if (asked === 2) response.writeHead(503, { "Retry-After": "0" }).end();
      else response.end(JSON.stringify(ME));
    },
    ["whoami"],
  );
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining("Ada Okafor") });
  expect(asked).toBe(3);
});

test("whoami costs one request, which says who asks", async () => {
  const requests: string[] = [];
  const ended = await against(
    (request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers["user-agent"]}`);
      response.end(JSON.stringify(ME));
    },
    ["whoami"],
  );
  expect(ended.code).toBe(0);
  expect(requests).toEqual([expect.stringMatching(/^GET \/iam\/v3\/me\/ latchkey\/\d+\.\d+\.\d+ node\/\d/)]);
});

test("a token that expires in the middle of a list ends the command, and nothing passes for the whole list", async () => {
  let asked = 0;
  const ended = await against(
    (request, response) => {
      asked++;
      if (asked === 1)
        response.end(
          JSON.stringify({
            count: 2,
            next: `http://${request.headers.host}/iam/v3/access-tokens/?page=2`,
            previous: null,
            results: [{}],
          }),
        );
      else
        response
          .writeHead(401, { "Content-Type": "application/problem+json" })
          .end(JSON.stringify({ status: 401, code: "token_expired", detail: "This token expired on 1 March." }));
    },
    ["api", "GET", "/iam/v3/access-tokens/", "--all"],
  );
  expect(ended).toMatchObject({ code: 3, out: "", err: expect.stringContaining("This token expired on 1 March.") });
});

test("a refusal says what to do, and nothing in it is obeyed by a terminal", async () => {
  const problem = {
    status: 403,
    code: "insufficient_scope",
    detail: "This token has no \u001b[2Jscope for it.",
    errors: { scopes: ["too few\u0007"] },
    fix_url: "https://tokens.example.com/fix",
  };
  const ended = await against(
    (_, response) => void response.writeHead(403, { "X-Request-Id": "019a-1" }).end(JSON.stringify(problem)),
    ["whoami"],
  );
  expect(ended).toMatchObject({ code: 1, out: "" });
  expect(ended.err).toBe(
    "Error: This token has no  [2Jscope for it.\n  scopes: too few \n  To allow it: https://tokens.example.com/fix\n  Request id: 019a-1\n",
  );
});

describe("login with a token", () => {
  const me: RequestListener = (_, response) => void response.end(JSON.stringify(ME));
  const env = { LATCHKEY_TOKEN: "", LATCHKEY_HOST: "" };
  const profiles = () => path.join(client.folder, "config", "latchkey", "profiles");

  test("keeps it where nobody else may read it, and commands use it from then on", async () => {
    const { host, close } = await standIn(me);
    const loggedIn = await client.run(["login", "--with-token", "--host", host, "--profile", "work"], {
      env,
      host,
      input: `${SECRET}\n`,
    });
    expect(loggedIn).toMatchObject({ code: 0, out: "", err: expect.stringContaining("Logged in to") });
    expect(loggedIn.err).not.toContain(SECRET);
    expect((await stat(path.join(profiles(), "work.json"))).mode & 0o777).toBe(0o600);
    expect(await client.run(["whoami"], { env, host })).toMatchObject({ code: 0 });

    await chmod(path.join(profiles(), "work.json"), 0o640);
    expect(await client.run(["whoami"], { env, host })).toMatchObject({
      code: 1,
      err: expect.stringContaining("chmod 600"),
    });
    await chmod(path.join(profiles(), "work.json"), 0o600);
    expect(await client.run(["logout"], { env, host })).toMatchObject({ code: 0 });
    expect(await readdir(profiles())).toEqual([]);
    expect(await client.run(["whoami"], { env, host })).toMatchObject({
      code: 3,
      err: expect.stringContaining("You are not logged in"),
    });
    close();
  });

  test("that two do at once keeps both", async () => {
    const { host, close } = await standIn(me);
    const login = (name: string) =>
      client.run(["login", "--with-token", "--host", host, "--profile", name], { env, host, input: SECRET });
    expect((await Promise.all([login("one"), login("two")])).map(({ code }) => code)).toEqual([0, 0]);
    expect((await readdir(profiles())).sort()).toEqual(["one.json", "two.json"]);
    for (const name of ["one", "two"])
      expect(await client.run(["whoami", "--profile", name], { env, host })).toMatchObject({ code: 0 });
    close();
  });

  test("without a place to keep it is a sentence, and leaves nothing half-written", async () => {
    const folder = path.join(client.folder, "taken");
    await writeFile(folder, "");
    const ended = await against(me, ["login", "--with-token"], {
      input: SECRET,
      env: { LATCHKEY_TOKEN: "", XDG_CONFIG_HOME: folder },
    });
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining("could not be written") });
  });

  test("from an empty input is a mistake of the caller", async () => {
    expect(await against(me, ["login", "--with-token"], { input: "\n" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("Standard input has no token"),
    });
  });
});

describe("scan", () => {
  test("finds secrets by their checksum, in files and on standard input, and never prints one", async () => {
    const folder = path.join(client.folder, "scanned");
    await mkdir(path.join(folder, "node_modules"), { recursive: true });
    await writeFile(path.join(folder, "settings.py"), `TOKEN = "${SECRET}"\nOTHER = "${SECRET.slice(0, -1)}X"\n`);
    await writeFile(path.join(folder, "node_modules", "left-out"), SECRET);
    const lookup: RequestListener = (request, response) =>
      void response.end(JSON.stringify({ statuses: request.url?.endsWith("/lookup/") ? ["active"] : [] }));
    const ended = await against(lookup, ["scan", "scanned"]);
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining("active\tscanned/settings.py") });
    expect(ended.out + ended.err).not.toContain(SECRET);
    const piped = await against(lookup, ["scan", "-", "--offline", "--json"], { input: `x=${SECRET}` });
    expect(JSON.parse(piped.out)).toEqual([{ hint: hintOf(SECRET), status: null, places: ["standard input"] }]);
    expect(await against(lookup, ["scan", "scanned/node_modules"])).toMatchObject({ code: 1 });
    expect(await against(lookup, ["scan", "nowhere"])).toMatchObject({ code: 2 });
  });
});

test("a clock that is an hour off is found by doctor", async () => {
  const ended = await against(
    (_, response) =>
      void response.writeHead(200, { Date: new Date(Date.now() - 3_600_000).toUTCString() }).end(JSON.stringify(ME)),
    ["doctor", "--json"],
  );
  expect(ended.code).toBe(1);
  expect(JSON.parse(ended.out)).toContainEqual(expect.objectContaining({ check: "clock", ok: false }));
});
