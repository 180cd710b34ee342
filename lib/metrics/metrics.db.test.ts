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
  const listed = async (most: number) => {
    const text = await textOf([await metricsOfDatabase(db, most)]);
    const labels = [...text.matchAll(/expires_at_seconds\{.*label="(\w+)"/g)].map(([, label]) => label);
    return [labels, /^latchkey_token_expirations_complete (\d)$/m.exec(text)?.[1]];
  };
  expect(await listed(3)).toEqual([["first", "second", "third"], "1"]);
  expect(await listed(2)).toEqual([["first", "second"], "0"]);
});
