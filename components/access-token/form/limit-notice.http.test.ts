import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { ACTIVE_TOKENS_PER_ORGANISATION, ACTIVE_TOKENS_PER_USER } from "@/lib/access-token/quota";
import { createOrganisation, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { type Seed, seedTokens } from "@/test/matrix/world";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

test("at the limit of active tokens the list says so before anything is filled in, one's own and an organisation's", async () => {
  const user = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user, role: "owner" }] });
  const headers = { Cookie: await sessionHeaderOf(db, user) };
  const read = async (path: string) => wordsOf((await api(path, { headers })).text);
  const seed = async (columns: Seed["columns"], count: number) =>
    (
      await seedTokens(
        db,
        Array.from({ length: count }, () => ({ columns, scopes: ["tokens:read"], limits: [] })),
      )
    )[0];

  const own = "/account/access-tokens";
  const first = await seed({ kind: "pat", user_id: user.id }, ACTIVE_TOKENS_PER_USER - 1);
  expect(await read(own)).not.toContain("which is the maximum");
  await seed({ kind: "pat", user_id: user.id }, 1);
  expect(await read(own)).toContain("You have 100 active tokens, which is the maximum. Revoke one");
  // What expired makes room.
  await db
    .updateTable("access_token")
    .set({ expires_at: new Date(0) })
    .where("id", "=", first?.id ?? "")
    .execute();
  expect(await read(own)).not.toContain("which is the maximum");

  const organisations = `/organisations/${agency.slug}/access-tokens`;
  expect(await read(organisations)).not.toContain("which is the maximum");
  await seed({ kind: "org", organisation_id: agency.id, acts_as: "member" }, ACTIVE_TOKENS_PER_ORGANISATION);
  expect(await read(organisations)).toContain("Harbour has 500 active tokens, which is the maximum. Revoke one");
});
