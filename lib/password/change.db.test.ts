import { afterAll, expect, test } from "vitest";
import { insertSession } from "@/db/account/session";
import { findUser } from "@/db/account/user";
import { checkSession } from "@/lib/session/check-session";
import { createTestDatabase } from "@/test/database/database";
import { createUser, PASSWORD } from "@/test/fixtures";
import { changePassword } from "./change";
import { verifyPassword } from "./hash";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const client = { address: "192.0.2.7", userAgent: "Firefox", requestId: "r" };

async function signedIn(userId: string) {
  const id = await insertSession(db, { user_id: userId, method: "password", address: null, user_agent: "" });
  const principal = await checkSession(db, id, client);
  if (principal === undefined) throw new Error("the session is not live");
  return principal;
}

test("of two sessions that change the password at once one does, and the other ends", async () => {
  const user = await createUser(db);
  const sessions = [await signedIn(user.id), await signedIn(user.id)];
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
