import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { freePort } from "@/test/http/server";
import { authenticate } from "./authenticate";

const client = { address: "192.0.2.9", userAgent: "vitest", requestId: "test" };

let test_: TestDatabase;
let db: Kysely<Database>;
let statements = 0;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements++;
      return result;
    },
  });
});
afterAll(() => test_.destroy());

const asked = async (authorization: string | null) => {
  const before = statements;
  const result = await authenticate(db, authorization, client);
  return { result, statements: statements - before };
};

test("a live secret is one statement; a typo, no header and nonsense are none", async () => {
  const { secret } = await createToken(test_.db, await createUser(test_.db));
  expect(await asked(`Bearer ${secret}`)).toMatchObject({ result: { status: "authenticated" }, statements: 1 });
  expect(await asked(`Bearer ${generateSecret("lk", "pat")}`)).toMatchObject({
    result: { status: "invalid_token" },
    statements: 1,
  });
  const typo = secret.slice(0, 20) + (secret[20] === "a" ? "b" : "a") + secret.slice(21);
  for (const header of [`Bearer ${typo}`, `Token ${secret}x`, "Bearer hunter2", "Bearer", "Basic abc", null]) {
    expect((await asked(header)).statements).toBe(0);
  }
});

test("a secret stays valid when the instance's prefix changes", async () => {
  const user = await createUser(test_.db);
  const { secret, id } = await createToken(test_.db, user, { secret: generateSecret("former", "pat") });
  expect((await asked(`Bearer ${secret}`)).result).toMatchObject({ principal: { token: { id } } });
});

test("a database that cannot be asked is an error, never an answer about the token", async () => {
  const gone = connect(`postgres://localhost:${await freePort()}/gone`);
  await expect(authenticate(gone, `Bearer ${generateSecret("lk", "pat")}`, client)).rejects.toThrow("ECONNREFUSED");
  await gone.destroy();
});

describe("what a principal may reach", () => {
  const organisationsOf = async (secret: string) => {
    const { result } = await asked(`Bearer ${secret}`);
    if (result.status !== "authenticated") throw new Error(result.status);
    return result.principal.organisations.map(({ id, role }) => ({ id, role }));
  };

  test("follows the owner's memberships of this very moment, and shrinks with limits and refused access", async () => {
    const user = await createUser(test_.db);
    const mine = await createOrganisation(test_.db, { name: "A", members: [{ user, role: "owner" }] });
    const agency = await createOrganisation(test_.db, { name: "B", members: [{ user, role: "guest" }] });
    await createOrganisation(test_.db, { name: "C" });
    const limits = [{ organisation_id: agency.id, application_id: null, environment_id: null }];
    const [all, limited, nothing] = [
      await createToken(test_.db, user),
      await createToken(test_.db, user, { limits }),
      await createToken(test_.db, user, { limits: [] }),
    ];
    expect(await organisationsOf(all.secret)).toEqual([
      { id: mine.id, role: "owner" },
      { id: agency.id, role: "guest" },
    ]);
    expect(await organisationsOf(limited.secret)).toEqual([{ id: agency.id, role: "guest" }]);
    expect(await organisationsOf(nothing.secret)).toEqual([]);

    for (const state of ["blocked", "withdrawn", "awaiting_approval", "active"] as const) {
      await test_.db
        .insertInto("access_token_organisation")
        .values({ token_id: all.id, organisation_id: mine.id, state })
        .onConflict((conflict) => conflict.columns(["token_id", "organisation_id"]).doUpdateSet({ state }))
        .execute();
      expect((await organisationsOf(all.secret)).some(({ id }) => id === mine.id)).toBe(state === "active");
    }

    await test_.db.deleteFrom("membership").where("user_id", "=", user.id).execute();
    for (const { secret } of [all, limited, nothing]) expect(await organisationsOf(secret)).toEqual([]);
  });

  test("a limit whose organisation is deleted reaches nothing instead of everything", async () => {
    const user = await createUser(test_.db);
    const agency = await createOrganisation(test_.db, { members: [{ user, role: "member" }] });
    await createOrganisation(test_.db, { name: "Other", members: [{ user, role: "owner" }] });
    const limits = [{ organisation_id: agency.id, application_id: null, environment_id: null }];
    const { secret } = await createToken(test_.db, user, { limits });
    await test_.db.deleteFrom("organisation").where("id", "=", agency.id).execute();
    expect(await organisationsOf(secret)).toEqual([]);
  });
});
