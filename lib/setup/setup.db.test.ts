import { sql } from "kysely";
import { afterAll, beforeEach, expect, test } from "vitest";
import { findUserByEmail } from "@/db/account/user";
import { verifyPassword } from "@/lib/password/hash";
import { createTestDatabase } from "@/test/database/database";
import { createFirstAccount, firstAccountInput } from "./create-first-account";
import { issueSetupCode } from "./setup-code";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
beforeEach(async () => {
  await sql`truncate "user", organisation, one_time_code cascade`.execute(db);
});

const client = { address: "192.0.2.7", userAgent: "test", requestId: "r1" };
const input = firstAccountInput("Latchkey").parse({
  email: "ada@example.com",
  password: "correct horse battery staple",
  firstName: "Ada",
  lastName: "Lovelace",
  timezone: "Europe/Zurich",
  organisation: "Café Müller & Co",
});

test("the first account owns the platform organisation and can be signed in to", async () => {
  const code = await issueSetupCode(db);
  expect(await createFirstAccount(db, input, code ?? "", client)).toMatchObject({ status: "created" });
  const user = await findUserByEmail(db, "ADA@example.com");
  expect(user).toMatchObject({ first_name: "Ada", last_name: "Lovelace", timezone: "Europe/Zurich" });
  expect(await verifyPassword(user?.password_hash ?? null, input.password)).toBe(true);
  const organisations = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "organisation_id")
    .select(["slug", "is_platform", "role"])
    .execute();
  expect(organisations).toEqual([{ slug: "cafe-muller-co", is_platform: true, role: "owner" }]);
  const activity = await db.selectFrom("activity").select("type").where("request_id", "=", "r1").execute();
  expect(activity.map(({ type }) => type).sort()).toEqual(["organisation.created", "user.created"]);
});

test("of twenty that race with the right code one makes an account", async () => {
  const code = (await issueSetupCode(db)) ?? "";
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      createFirstAccount(db, { ...input, email: `u${n}@example.com` }, code, client),
    ),
  );
  expect(results.filter(({ status }) => status === "created")).toHaveLength(1);
  expect(await db.selectFrom("user").select("id").execute()).toHaveLength(1);
  expect(await db.selectFrom("organisation").select("id").execute()).toHaveLength(1);
});

test("a code that was never issued, is a day old, or comes too late makes nothing", async () => {
  const code = (await issueSetupCode(db)) ?? "";
  expect(await createFirstAccount(db, input, "", client)).toEqual({ status: "wrong_code" });
  expect(await createFirstAccount(db, input, `${code}x`, client)).toEqual({ status: "wrong_code" });
  await sql`update one_time_code set expires_at = now()`.execute(db);
  expect(await createFirstAccount(db, input, code, client)).toEqual({ status: "wrong_code" });
  const second = (await issueSetupCode(db)) ?? "";
  expect(await createFirstAccount(db, input, second, client)).toMatchObject({ status: "created" });
  expect(await createFirstAccount(db, input, second, client)).toEqual({ status: "set_up_already" });
});

test("with an account there is no set-up code, and the codes issued before are spent", async () => {
  await issueSetupCode(db);
  await createFirstAccount(db, input, { by: "operator" }, client);
  expect(await issueSetupCode(db)).toBeNull();
  expect(await db.selectFrom("one_time_code").selectAll().where("used_at", "is", null).execute()).toEqual([]);
});

test("neither the code nor the password is in any table", async () => {
  const code = (await issueSetupCode(db)) ?? "";
  await createFirstAccount(db, input, code, client);
  for (const table of ["user", "one_time_code", "activity", "organisation"] as const) {
    const dump = JSON.stringify(await db.selectFrom(table).selectAll().execute());
    expect(dump).not.toContain(code);
    expect(dump).not.toContain(input.password);
  }
});
