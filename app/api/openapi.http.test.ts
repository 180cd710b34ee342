import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { ENDPOINTS } from "./endpoints";

const PATHS = ["/api/openapi.json", "/apps/v3/schema.json"];

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

test("everybody gets the document, the same at each of its paths, of this instance whatever host they asked for", async () => {
  const { url } = sharedServer();
  const [here, there] = await Promise.all(
    PATHS.map((path) => api(path, { headers: { "X-Forwarded-Host": "evil.example" } })),
  );
  expect(here?.headers["content-type"]).toBe("application/json");
  expect(here?.text).toBe(there?.text);
  expect(here?.text).not.toContain("evil.example");
  expect(here?.json.openapi).toMatch(/^3\.1\./);
  expect(here?.json.servers).toEqual([{ url, description: "Latchkey" }]);
  const documented = new Set(Object.keys(here?.json.paths));
  expect(documented).toEqual(new Set(ENDPOINTS.map(({ path }) => path)));
});

test.each(PATHS)("%s is sent once to who names its version", async (path) => {
  const first = await api(path);
  const tag = first.headers.etag ?? "";
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  for (const known of [tag, `W/${tag}`, `"old", ${tag}`, "*"]) {
    const again = await api(path, { headers: { "If-None-Match": known } });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, "", tag]);
  }
  for (const other of ['"old"', "", tag.slice(1, -1)]) {
    expect((await api(path, { headers: { "If-None-Match": other } })).status).toBe(200);
  }
});

test("an operation of it can be called as it says", async () => {
  const user = await createUser(db);
  const { secret } = await createToken(db, user);
  const { json } = await api("/api/openapi.json");
  const { operationId, security } = json.paths["/iam/v3/me/"].get;
  expect(operationId).toBe("getMe");
  for (const way of security) {
    const { type, scheme } = json.components.securitySchemes[Object.keys(way)[0] ?? ""];
    const basic = Buffer.from(`any:${secret}`).toString("base64");
    const Authorization =
      type === "apiKey" ? `Token ${secret}` : scheme === "basic" ? `Basic ${basic}` : `Bearer ${secret}`;
    expect((await api("/iam/v3/me/", { headers: { Authorization } })).json.uuid).toBe(user.id);
  }
});
