import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { textOf } from "./registry";
import { metricsOfDatabase } from "./shared";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000);

test("the soonest live tokens are listed, and it is said when there are more", async () => {
  const user = await createUser(db);
  await createToken(db, user, { label: "third", expiresAt: inDays(20) });
  await createToken(db, user, { label: "first", expiresAt: inDays(1) });
  await createToken(db, user, { label: "second", expiresAt: inDays(2) });
  await createToken(db, user, { label: "over", expiresAt: inDays(-1), createdAt: inDays(-9) });
  await createToken(db, user, { label: "later", expiresAt: inDays(31) });
  await createToken(db, user, { label: "eternal" });
  await createToken(db, user, { label: "revoked", expiresAt: inDays(1), revoked: { at: new Date() } });
  const imported = await createToken(db, user, { label: "imported", importedAt: inDays(-9), expiresAt: inDays(1) });
  await db.updateTable("access_token").set({ expires_by_sunset: true }).where("id", "=", imported.id).execute();
  const listed = async (most: number) => {
    const text = await textOf([await metricsOfDatabase(db, most)]);
    const labels = [...text.matchAll(/expires_at_seconds\{.*label="(\w+)"/g)].map(([, label]) => label);
    return [labels, /^latchkey_token_expirations_complete (\d)$/m.exec(text)?.[1]];
  };
  expect(await listed(3)).toEqual([["first", "second", "third"], "1"]);
  expect(await listed(2)).toEqual([["first", "second"], "0"]);
});

test("the date that ends imported tokens is one metric, while there is one", async () => {
  const told = async () =>
    /^latchkey_imported_tokens_expire_at_seconds (\d+)$/m.exec(await textOf([await metricsOfDatabase(db)]))?.[1];
  expect(await told()).toBeUndefined();
  const at = new Date("2027-01-31T09:00:00Z");
  await db.insertInto("instance").values({ secret_fingerprint: "test", sunset_at: at, sunset_set_at: at }).execute();
  expect(await told()).toBe(String(at.getTime() / 1000));
});
