import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

test("a person searches everything of theirs at once, no one without a session does, and a text that is too long is refused", async () => {
  const user = await createUser(db);
  const { id } = await createToken(db, user, { label: "Lighthouse" });
  const headers = { Cookie: await sessionHeaderOf(db, user) };
  const found = await api("/account/search?q=lighthouse", { headers });
  expect([found.status, found.headers["cache-control"]]).toEqual([200, "no-store"]);
  expect(found.json.results).toMatchObject([
    { kind: "token", href: `/account/access-tokens/${id}`, name: "Lighthouse" },
  ]);
  expect((await api(`/account/search?q=${"x".repeat(1_001)}`, { headers })).status).toBe(400);
  const refused = await api("/account/search?q=lighthouse");
  expect([refused.status, refused.json]).toEqual([401, { code: "credentials_missing" }]);
});
