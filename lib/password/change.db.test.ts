import { afterAll, expect, test } from "vitest";
import { findUser } from "@/db/account/user";
import { checkSession } from "@/lib/session/check-session";
import { createTestDatabase } from "@/test/database/database";
import { createUser, PASSWORD } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { changePassword } from "./change";
import { verifyPassword } from "./hash";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const client = { address: "192.0.2.7", userAgent: "Firefox", requestId: "r" };

test("of two sessions that change the password at once one does, and the other ends", async () => {
  const user = await createUser(db);
  const sessions = [await signIn(db, user), await signIn(db, user)];
  const results = await Promise.all(
    sessions.map((session, n) => changePassword(db, session, { current: PASSWORD, new: `lantern-number-${n}-is-lit` })),
  );
  const winner = results.findIndex(({ status }) => status === "changed");
  expect(results.map(({ status }) => status).sort()).toEqual(["changed", "wrong_password"]);
  expect(
    await verifyPassword((await findUser(db, user.id))?.password_hash ?? null, `lantern-number-${winner}-is-lit`),
  ).toBe(true);
  const live = await Promise.all(sessions.map(({ session }) => checkSession(db, session.id, client)));
  expect(live.map((principal) => principal !== undefined)).toEqual([winner === 0, winner === 1]);
});
