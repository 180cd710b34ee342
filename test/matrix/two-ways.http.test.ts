import { request } from "node:http";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import type { Database } from "@/db/schema";
import { type ApiAnswer, serverDatabase } from "@/test/http/api";
import { type StartedServer, sharedServer, startServer } from "@/test/http/server";
import { callerOf } from "./caller";
import { type Cell, callCell, cellsOf } from "./cells";
import { ENTRIES } from "./entries";
import { createWorld, tokenOf, type World } from "./world";

/**
 * The API is answered by the server in front of Next.js and, with API_THROUGH_NEXT and in development, by Next.js itself: by the
 * same modules, found in two ways. Each endpoint must answer alike, headers included.
 */
let db: Kysely<Database>;
let world: World;
let throughNext: StartedServer;
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
  throughNext = await startServer({
    env: { DATABASE_URL: sharedServer().databaseUrl, API_THROUGH_NEXT: "yes" },
  });
});
afterAll(async () => {
  await throughNext?.stop();
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
  const same = (text: string) =>
    text
      .replaceAll(cell?.word ?? "\0", "(word)")
      .replaceAll(throughNext.url, sharedServer().url)
      .replaceAll(new URL(throughNext.url).host, new URL(sharedServer().url).host)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "(id)")
      .replaceAll(/lk_(pat|org|cli)_[0-9A-Za-z]+/g, "(secret)")
      .replaceAll(/…[0-9A-Za-z]{4}/g, "(hint)")
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "(time)");
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !OF_ONE_ANSWER.has(name) && !OF_NEXT.has(name))
    .map(([name, value]) => `${name}: ${same(String(value))}`);
  return { status: answer.status, headers: headers.sort(), text: same(answer.text) };
}

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe.each(ENDPOINTS.map((endpoint) => [nameOf(endpoint), endpoint] as const))("%s", (name, endpoint) => {
  test.each(ENTRIES[name]?.map((entry) => [entry.scenario ?? "everybody", entry] as const) ?? [])(
    "%s: is answered alike both ways",
    async (_scenario, entry) => {
      const of = () => cellsOf(world, endpoint).filter(({ name }) => CALLERS.includes(name));
      const [ones, others] = [of(), of()];
      const fresh = (await entry.fresh?.(world, [...ones, ...others])) ?? [];
      for (const [n, one] of ones.entries()) {
        const other = others[n];
        if (other === undefined) throw new Error("the two ways have the same callers");
        const direct = { ...one, target: fresh[n] ?? "" };
        const next = { ...other, target: fresh[ones.length + n] ?? "" };
        const here = plain(await callCell(world, endpoint, entry, direct), direct);
        const there = plain(await callCell(world, endpoint, entry, next, throughNext.url), next);
        expect(there, one.name).toEqual(here);
      }
      await entry.undo?.(world);
    },
  );
});

// Let in, without the scope, without the right, and without a token.
const CALLERS = ["owner, all", "owner, wrong_scope", "stranger, all", "nobody"];

type Odd = { method?: string; path: string; headers?: Record<string, string>; body?: string };

describe("what is no proper request of an endpoint is refused alike both ways", () => {
  const json = { "content-type": "application/json" };
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
  ])("$method $path $headers", async (asked) => {
    const { secret } = tokenOf(world, callerOf("owner", "all", "tokens:write"), "tokens:write");
    const headers = { authorization: `Bearer ${secret}`, ...asked.headers };
    const here = await send(sharedServer().url, { ...asked, headers });
    const there = await send(throughNext.url, { ...asked, headers });
    expect(plain(there)).toEqual(plain(here));
  });
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
