import { request } from "node:http";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import type { Database } from "@/db/schema";
import { createOrganisationToken, createToken } from "@/test/fixtures";
import { type ApiAnswer, serverDatabase } from "@/test/http/api";
import { type StartedServer, sharedServer, startServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";
import { type Cell, callCell, cellsOf } from "./cells";
import { ENTRIES } from "./entries";
import { createWorld, type World } from "./world";

/**
 * The API is answered by the server in front of Next.js and, with API_THROUGH_NEXT and in development, by Next.js itself: by the
 * same modules, found in two ways, and by one process or several. Each endpoint must answer alike, headers included.
 */
let db: Kysely<Database>;
let world: World;
const others: StartedServer[] = [];
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
  const shared = { DATABASE_URL: sharedServer().databaseUrl };
  const ways: Record<string, string>[] = [
    { API_THROUGH_NEXT: "yes" },
    { WORKERS: "2" },
    { API_THROUGH_NEXT: "yes", WORKERS: "2" },
  ];
  others.push(...(await Promise.all(ways.map((way) => startServer({ env: { ...shared, ...way } })))));
});
afterAll(async () => {
  await Promise.all(others.map((server) => server.stop()));
  await db.destroy();
});

// Of each connection, of each request, and of how a body is cut into pieces.
const OF_ONE_ANSWER = new Set([
  "date",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "x-request-id",
]);
// What Next.js says of its own pages on every answer.
const OF_NEXT = new Set(["vary"]);

/** What an answer says, without what is another one's each time. */
function plain(answer: Pick<ApiAnswer, "status" | "headers" | "text">, cell?: Cell) {
  const here = new URL(sharedServer().url).host;
  const atOne = (text: string) => others.reduce((told, { url }) => told.replaceAll(new URL(url).host, here), text);
  const same = (text: string) =>
    atOne(text)
      .replaceAll(cell?.word ?? "\0", "(word)")
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "(id)")
      .replaceAll(/lk_(pat|org|cli)_[0-9A-Za-z]+/g, "(secret)")
      .replaceAll(/whsec_[0-9A-Za-z+/]+=*/g, "(signing secret)")
      .replaceAll(/…[0-9A-Za-z]{4}/g, "(hint)")
      .replaceAll(/"device_code":"[\w-]+"/g, '"device_code":"(code)"')
      .replaceAll(/\b[A-Z]{4}-[A-Z]{4}\b/g, "(code)")
      .replaceAll(/\bMatrix \d+/g, "Matrix (number)")
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "(time)")
      // Written some seconds after the use, and so now and then between one way and the next.
      .replaceAll(/"last_used_at":("\(time\)"|null)/g, '"last_used_at":"(use)"');
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !OF_ONE_ANSWER.has(name) && !OF_NEXT.has(name))
    // The version of what holds the server's own address.
    .map(([name, value]) => `${name}: ${name === "etag" ? "(version)" : same(String(value))}`);
  return { status: answer.status, headers: headers.sort(), text: same(answer.text) };
}

// Its order is that of the last uses, and each of the servers writes those of its own, also while this asks.
const BY_USE = "GET /iam/v3/organisations/{uuid}/policy/dry-run/";

/** A list that is whole on its page, without its order and without the uses that make it. */
function withoutUses<Answered extends { text: string }>(answer: Answered): Answered {
  const { results, ...rest } = JSON.parse(answer.text);
  if (!Array.isArray(results)) return answer;
  const rows = results.map(({ last_used_at: _, ...row }) => JSON.stringify(row)).sort();
  return { ...answer, text: JSON.stringify({ ...rest, results: rows }) };
}

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe.each(ENDPOINTS.map((endpoint) => [nameOf(endpoint), endpoint] as const))("%s", (name, endpoint) => {
  test.each(ENTRIES[name]?.map((entry) => [entry.scenario ?? "everybody", entry] as const) ?? [])(
    "%s: is answered alike each way",
    async (_scenario, given) => {
      const entry = name === BY_USE ? { ...given, query: () => "?page_size=500" } : given;
      const of = (callers: readonly string[]) =>
        callers.flatMap((caller) => cellsOf(world, endpoint).filter(({ name }) => name === caller));
      // A token ends itself once, so another one is asked for each way.
      const isEnding = name === "DELETE /iam/v3/access-tokens/self/";
      const ways = [undefined, ...others.map(({ url }) => url)].map((url, way) => ({
        url,
        // The last way is both of those before it: that it leads to the same modules is seen by one caller.
        cells: of((isEnding ? OTHERS[way] : undefined) ?? (way < others.length ? CALLERS : CALLERS.slice(0, 1))),
      }));
      const cells = ways.flatMap((way) => way.cells);
      const fresh = [...((await entry.fresh?.(world, cells)) ?? [])];
      const answers = new Map<number, ReturnType<typeof plain>>();
      await Promise.all([sharedServer(), ...others].map(({ url }) => settled(url)));
      for (const { url, cells } of ways) {
        const targets = fresh.splice(0, cells.length);
        // One of them is let in, and what it does changes nothing about how the others are refused.
        const ask = async (each: Cell, n: number) => {
          const cell = { ...each, target: targets[n] ?? "" };
          const answered = plain(await callCell(world, endpoint, entry, cell, url), cell);
          const answer = name === BY_USE ? withoutUses(answered) : answered;
          const here = answers.get(n) ?? answer;
          answers.set(n, here);
          expect(answer, `${cell.name}, ${url}`).toEqual(here);
        };
        await Promise.all(cells.map(ask));
      }
      await entry.undo?.(world);
    },
  );
});

// Let in, without the scope, without the right, and without a token.
const CALLERS = ["owner, all", "owner, wrong_scope", "stranger, all", "nobody"];
const OTHERS = [
  CALLERS,
  ["admin, all", "admin, wrong_scope", "former_member, all", "nobody"],
  ["member, all", "member, wrong_scope", "guest_who_reads, all", "nobody"],
  ["guest_who_writes, all"],
];

type Odd = { method?: string; path: string; headers?: Record<string, string>; body?: string };

describe("what is no proper request of an endpoint is refused alike each way", () => {
  const json = { "content-type": "application/json" };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  test.each<Odd>([
    { path: "/iam/v3/me" },
    { path: "/api/iam/v3/me" },
    { path: "/api/iam/v3/me/" },
    { path: "//iam//v3/me/" },
    { path: "/iam/v3/./me/" },
    { path: "/iam/v3/nothing/../me/" },
    { path: "/iam/v3/%6de/" },
    { path: "/iam/v3/me%2F" },
    { path: "/IAM/v3/me/" },
    { path: "/iam/V3/me/" },
    { path: "/api/IAM/v3/me/" },
    { path: "/Apps/v3/Regions/" },
    { path: "/iam" },
    { path: "/iam/" },
    { path: "/api" },
    { path: "/api/" },
    { path: "/api/nothing" },
    { path: "/apps/v3/nothing/" },
    { path: "/legacy/v3/" },
    { path: "/billing/v3/anything/" },
    { path: "/api/api/iam/v3/me/" },
    { path: "/iam/v3/access-tokens/self" },
    { path: "/iam/v3/access-tokens/SELF/" },
    { path: "/iam/v3/access-tokens/self/nothing/" },
    { path: "/iam/v3/access-tokens/no-id/" },
    { path: "/iam/v3/access-tokens/a%20b/" },
    { path: "/iam/v3/access-tokens/%F0%9F%94%91/" },
    { path: "/iam/v3/access-tokens/a%2Fb/" },
    { path: "/iam/v3/access-tokens/?page=0" },
    { path: "/iam/v3/access-tokens/?nothing=1" },
    { path: "/iam/v3/access-tokens/?label=%zz" },
    { path: "/iam/v3/access-tokens/?page_size=1&page_size=2" },
    { path: "/iam/v3/me/?access_token=1" },
    { path: "/iam/v3/me/?a=b#c" },
    { path: "/apps/v3/regions/?page=2" },
    { path: "/api/health?x=1" },
    { path: "/api/health/" },
    { path: "/api/health/ready" },
    { path: "/api/health/nothing" },
    { path: "/api/openapi.json/" },
    { path: "/apps/v3/schema.json", headers: { "if-none-match": "*" } },
    { path: "/apps/v3/schema.json", headers: { accept: "text/html", "accept-encoding": "gzip" } },
    { path: "/api/openapi.json", method: "HEAD" },
    { path: "/.well-known/oauth-protected-resource" },
    { path: "/.well-known/oauth-authorization-server/", headers: { "x-forwarded-host": "evil.example" } },
    { path: "/api/.well-known/oauth-protected-resource/" },
    { path: "/.well-known/oauth-protected-resource?token=x" },
    { path: "/.well-known/oauth-protected-resource", method: "POST" },
    { path: "/oauth/revoke" },
    { path: "/api/oauth/revoke/", method: "POST", headers: form, body: "token=x" },
    { path: "/oauth/revoke", method: "POST", headers: json, body: "{}" },
    { path: "/oauth/device_authorization", method: "POST", headers: form, body: "client_id=x" },
    { path: "/api/oauth/token/", method: "POST", headers: form, body: "client_id=latchkey-cli&grant_type=password" },
    { path: "/oauth/token", method: "POST", headers: json, body: "{}" },
    { path: "/iam/v3/access-tokens/leaked", method: "POST", headers: json, body: '{"tokens":["x"]}' },
    { path: "/iam/v3/access-tokens/leaked/", method: "POST", headers: json, body: '{"tokens":[1]}' },
    { path: "/iam/v3/access-tokens/leaked/", method: "DELETE" },
    { path: "/iam/v3/access-tokens/leaked/github/", method: "POST", headers: json, body: "[]" },
    { path: "/iam/v3/access-tokens/lookup/", method: "POST", headers: json, body: '{"tokens":["x"]}' },
    { path: "/oauth/nothing", method: "POST", headers: form, body: "token=x" },
    { path: "/iam/v3/" },
    { path: "/iam/v3" },
    { path: "/iam/v3/me/", headers: { authorization: "Bearer lk_pat_mistyped" } },
    { path: "/iam/v3/me/", headers: { authorization: "Digest x" } },
    { path: "/iam/v3/me/", headers: { authorization: "Basic dTpw" } },
    { path: "/iam/v3/me/", headers: { authorization: "" } },
    { path: "/iam/v3/me/", headers: { "accept-encoding": "gzip, br" } },
    { path: "/iam/v3/me/", headers: { origin: "https://evil.example" } },
    { path: "/iam/v3/me/", headers: { range: "bytes=0-3" } },
    { path: "/iam/v3/me/", headers: { "if-none-match": "*" } },
    { path: "/iam/v3/me/", headers: { "x-forwarded-host": "evil.example" } },
    { path: "/iam/v3/me/", headers: { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" } },
    { path: "/iam/v3/me/", headers: { "next-action": "0" }, method: "POST" },
    { path: "/iam/v3/me/", method: "HEAD" },
    { path: "/iam/v3/me/", method: "OPTIONS" },
    { path: "/iam/v3/me/", method: "DELETE" },
    { path: "/iam/v3/nothing/", method: "HEAD" },
    { path: "/iam/v3/nothing/", method: "OPTIONS" },
    { path: "/iam/v3/nothing/", method: "PATCH", headers: json, body: "{}" },
    { path: "/iam/v3/access-tokens/", method: "HEAD" },
    { path: "/iam/v3/access-tokens/", method: "PUT", headers: json, body: "{}" },
    { path: "/iam/v3/access-tokens/", method: "POST", headers: json, body: "{" },
    { path: "/iam/v3/access-tokens/", method: "POST", headers: json, body: "{}" },
    { path: "/iam/v3/access-tokens/", method: "POST", headers: json, body: "\xff\xfe" },
    { path: "/iam/v3/access-tokens/", method: "POST", headers: json, body: `{"label":"${"x".repeat(70_000)}"}` },
    { path: "/iam/v3/access-tokens/", method: "POST", headers: { "content-type": "text/plain" }, body: "label=a" },
    { path: "/iam/v3/access-tokens/", method: "POST" },
    { path: "/iam/v3/access-tokens/self/", method: "GET", headers: json, body: "{}" },
  ])("%j", async (asked) => {
    const { secret } = await createToken(db, world.people.owner);
    const headers = { authorization: `Bearer ${secret}`, ...asked.headers };
    const first = await send(sharedServer().url, { ...asked, headers });
    // By now the token is known, which for some requests is another way in.
    const here = await send(sharedServer().url, { ...asked, headers });
    expect(plain(here)).toEqual(plain(first));
    const each = others.map(async ({ url }) => [url, plain(await send(url, { ...asked, headers }))] as const);
    for (const [url, answer] of await Promise.all(each)) expect(answer, url).toEqual(plain(here));
  });
});

test.each([
  ["", '"active":true'],
  ["&token_type_hint=access_token", '"active":true'],
  ["&client_address=2001%3Adb8%3A%3A1", '"active":true'],
  ["&client_address=localhost", '"error":"invalid_request"'],
  ["&resource=x", '"active":true'],
  ["&token=x", '"error":"invalid_request"'],
])("an introspection with %j is answered alike each way: %s", async (more, told) => {
  const expiresAt = new Date("2031-02-03T04:05:06Z");
  const client = await createOrganisationToken(db, world.organisations.ours, { scopes: ["verify"], expiresAt });
  const { secret } = await createToken(db, world.people.owner, { expiresAt });
  const asked = {
    method: "POST",
    path: "/oauth/introspect",
    headers: { authorization: `Bearer ${client.secret}`, "content-type": "application/x-www-form-urlencoded" },
    body: `token=${secret}${more}`,
  };
  const first = plain(await send(sharedServer().url, asked));
  expect(first.text).toContain(told);
  expect(plain(await send(sharedServer().url, asked))).toEqual(first);
  for (const { url } of others) expect(plain(await send(url, asked)), url).toEqual(first);
});

/** One request whose path is sent as it is. */
async function send(url: string, { method = "GET", path, headers, body }: Odd) {
  const { hostname, port } = new URL(url);
  return await new Promise<Pick<ApiAnswer, "status" | "headers" | "text">>((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece) => {
        text += piece;
      });
      answer.on("end", () => {
        const all = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
        resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(all), text });
      });
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : Buffer.from(body, "latin1"));
  });
}
