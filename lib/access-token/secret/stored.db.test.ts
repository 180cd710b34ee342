import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken } from "@/lib/access-token/create";
import { findToken } from "@/lib/access-token/find";
import { createTokenInput } from "@/lib/access-token/input";
import { replaceUnstoredSecret, rotateToken } from "@/lib/access-token/rotation/rotate";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createUser, type TestUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { activityOf, principalOf, statesOf, use } from "@/test/rotation";
import { confirmStored } from "./confirm-stored";

let test_: TestDatabase;
let db: Kysely<Database>;
let user: TestUser;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
});
afterAll(() => test_.destroy());
beforeEach(async () => {
  user = await createUser(db);
});

const owner = () => signedInAs(user);
const unstoredOf = async (id: string) => (await findToken(db, owner(), id))?.rotation_details.unstored;
const PLANNED = { overlapSeconds: 3_600, replaceNow: false };

/** A token as the dashboard makes it, whose secret only its page has shown. */
async function madeOnPage(principal: Parameters<typeof createToken>[1] = owner()) {
  const result = await createToken(db, principal, createTokenInput.parse({ label: "Deploy job" }));
  if (result.status !== "created") throw new Error(result.status);
  return { id: result.token.uuid, hint: result.token.hint, secret: result.secret };
}

async function replaced(id: string, hint: string) {
  const result = await replaceUnstoredSecret(db, owner(), id, hint);
  if (result.status !== "rotated") throw new Error(result.status);
  return { ...result.token, secret: result.secret };
}

async function usedAt(token_id: string, used_at: Date) {
  await db.insertInto("access_token_last_use").values({ token_id, used_at, address: null }).execute();
}

test("a secret that a page showed is not stored until the person who saw it confirms", async () => {
  const { id, hint } = await madeOnPage();
  expect(await unstoredOf(id)).toEqual({ hint, state: "current" });
  expect(await confirmStored(db, signedInAs(await createUser(db)), id, hint)).toBe("not_found");
  expect(await confirmStored(db, owner(), id, "lk_pat_…wrong")).toBe("not_found");
  expect(await unstoredOf(id)).toEqual({ hint, state: "current" });

  const before = await activityOf(db, id);
  expect(await confirmStored(db, owner(), id, hint)).toBe("stored");
  expect(await unstoredOf(id)).toBeNull();
  const stored = () =>
    db.selectFrom("access_token_secret").select("stored_at").where("token_id", "=", id).executeTakeFirstOrThrow();
  const first = await stored();
  expect(await confirmStored(db, owner(), id, hint)).toBe("stored");
  expect(await stored()).toEqual(first);
  expect(await activityOf(db, id)).toEqual(before);
});

test("a colleague who did not see the secret cannot confirm it", async () => {
  const { id, hint } = await madeOnPage();
  const other = await createUser(db);
  await db
    .updateTable("access_token_secret")
    .set({ created_by_user_id: other.id })
    .where("token_id", "=", id)
    .execute();
  expect(await confirmStored(db, owner(), id, hint)).toBe("not_found");
  expect(await unstoredOf(id)).toEqual({ hint, state: "current" });
});

test("a secret from the API counts as stored, that of a new token and that of a rotation", async () => {
  const caller = await madeOnPage();
  await confirmStored(db, owner(), caller.id, caller.hint);
  const principal = await principalOf(db, caller.secret);
  const { id } = await madeOnPage(principal);
  expect(await unstoredOf(id)).toBeNull();
  expect((await rotateToken(db, principal, id, PLANNED)).status).toBe("rotated");
  expect(await unstoredOf(id)).toBeNull();
});

test("a secret that was used is stored, whatever anyone confirmed", async () => {
  const { id } = await madeOnPage();
  await usedAt(id, new Date(Date.now() + 1_000));
  expect(await unstoredOf(id)).toBeNull();

  const rotation = await rotateToken(db, owner(), id, PLANNED);
  if (rotation.status !== "rotated") throw new Error(rotation.status);
  const pending = { hint: rotation.token.rotation.pending?.hint, state: "pending" };
  expect(await unstoredOf(id)).toEqual(pending);
  // The one in use is not the one that waits.
  await db
    .updateTable("access_token_last_use")
    .set({ used_at: new Date(Date.now() + 60_000) })
    .where("token_id", "=", id)
    .execute();
  expect(await unstoredOf(id)).toEqual(pending);
  await use(db, rotation.secret);
  expect(await unstoredOf(id)).toBeNull();
});

test("a use of the former secret says nothing about one that replaced it", async () => {
  const { id, hint } = await madeOnPage();
  await confirmStored(db, owner(), id, hint);
  await usedAt(id, new Date(Date.now() - 60_000));
  const rotation = await rotateToken(db, owner(), id, { ...PLANNED, replaceNow: true });
  if (rotation.status !== "rotated") throw new Error(rotation.status);
  expect(await unstoredOf(id)).toEqual({ hint: rotation.token.hint, state: "current" });
});

test("an unstored secret of a new token is replaced at once, without an overlap", async () => {
  const { id, hint, secret } = await madeOnPage();
  const next = await replaced(id, hint);
  expect(await statesOf(db, id)).toEqual(["retired", "current"]);
  expect((await use(db, secret)).status).toBe("token_retired");
  expect((await use(db, next.secret)).status).toBe("authenticated");
  // Shown once as well.
  expect(next.rotation_details.unstored).toEqual({ hint: next.hint, state: "current" });
});

test("an unstored secret of a rotation is replaced by another that waits, and the one in use works", async () => {
  const { id, hint, secret } = await madeOnPage();
  await confirmStored(db, owner(), id, hint);
  const rotation = await rotateToken(db, owner(), id, PLANNED);
  if (rotation.status !== "rotated") throw new Error(rotation.status);
  const next = await replaced(id, rotation.token.rotation.pending?.hint ?? "");
  expect(next.rotation_details.pending?.overlap_seconds).toBe(3_600);
  expect(await statesOf(db, id)).toEqual(["current", "retired", "pending"]);
  expect((await use(db, secret)).status).toBe("authenticated");
});

test("a page that is older than the confirmation, a use or another secret replaces nothing", async () => {
  const confirmed = await madeOnPage();
  await confirmStored(db, owner(), confirmed.id, confirmed.hint);
  const used = await madeOnPage();
  await usedAt(used.id, new Date(Date.now() + 1_000));
  const gone = await madeOnPage();
  await replaced(gone.id, gone.hint);
  for (const { id, hint } of [confirmed, used, gone]) {
    const before = await statesOf(db, id);
    expect(await replaceUnstoredSecret(db, owner(), id, hint)).toEqual({ status: "stored" });
    expect(await statesOf(db, id)).toEqual(before);
  }
});

test("of a confirmation and a replacement at once, whichever is first counts", async () => {
  for (let round = 0; round < 10; round++) {
    const { id, hint } = await madeOnPage();
    const [confirmed, replacement] = await Promise.all([
      confirmStored(db, owner(), id, hint),
      replaceUnstoredSecret(db, owner(), id, hint),
    ]);
    // Never both: a secret that counts as stored works.
    expect([`stored, stored`, `not_found, rotated`]).toContain(`${confirmed}, ${replacement.status}`);
  }
});

test("a token that is over asks for no new secret", async () => {
  const { id } = await madeOnPage();
  await db
    .updateTable("access_token")
    .set({ revoked_at: new Date(), revoke_kind: "by_owner" })
    .where("id", "=", id)
    .execute();
  expect(await unstoredOf(id)).toBeNull();
});
