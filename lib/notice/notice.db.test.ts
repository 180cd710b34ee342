import { expect } from "vitest";
import type { Db } from "@/db/database";
import { test } from "@/test/database/test";
import { createToken, type TestUser } from "@/test/fixtures";
import { insertNotice } from "./notify/insert";
import { findPreference, savePreference } from "./preference";
import { countUnread, listNotices, markRead } from "./read";

const notify = (db: Db, user: TestUser, dedupeKey: string, createdAt?: Date) =>
  insertNotice(db, {
    kind: "password_changed",
    detail: { address: "203.0.113.7" },
    userId: user.id,
    dedupeKey,
    createdAt,
  });

test("of notices with one dedupe key a user gets the first only, and another user one too", async ({
  db,
  mira,
  noor,
}) => {
  const many = await Promise.all(Array.from({ length: 10 }, () => notify(db, mira, "same")));
  expect(many.filter(Boolean)).toHaveLength(1);
  expect(await notify(db, noor, "same")).toBe(true);
  expect(await countUnread(db, mira.id)).toBe(1);
});

test("pages go on where the page before ended, also between notices of one moment", async ({ db, mira, noor }) => {
  const moment = new Date("2026-11-25T12:00:00Z");
  for (const key of ["a", "b", "c", "d", "e"]) await notify(db, mira, key, moment);
  await notify(db, noor, "other");
  const seen: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await listNotices(db, mira.id, { limit: 2, before });
    seen.push(...page.map(({ id }) => id));
    before = page.at(-1)?.id;
    if (before === undefined) break;
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
  const [theirs] = await listNotices(db, noor.id, { limit: 1 });
  expect(await listNotices(db, mira.id, { limit: 2, before: theirs?.id })).toEqual([]);
});

test("one marks one's own notices as read, some or all, and nobody else's", async ({ db, mira, noor }) => {
  for (const key of ["a", "b", "c"]) await notify(db, mira, key);
  await notify(db, noor, "a");
  const [first] = await listNotices(db, mira.id, { limit: 1 });
  const [theirs] = await listNotices(db, noor.id, { limit: 1 });
  expect(await markRead(db, mira.id, [first?.id ?? "", theirs?.id ?? ""])).toBe(1);
  expect(await markRead(db, mira.id, [])).toBe(0);
  expect(await countUnread(db, mira.id)).toBe(2);
  expect(await countUnread(db, noor.id)).toBe(1);
  expect(await markRead(db, mira.id, "all")).toBe(2);
  expect(await markRead(db, mira.id, "all")).toBe(0);
});

test("of one token there is one notice that it expires soon, the latest, until there is one that it has expired", async ({
  db,
  mira,
  noor,
}) => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  const [token, other] = [await createToken(db, mira), await createToken(db, mira)];
  const tell = async (kind: "token_expires" | "token_expired", { id, label }: typeof token, day: number, user = mira) =>
    await insertNotice(db, {
      kind,
      detail: { label, expires_at: at(30).toISOString() },
      userId: user.id,
      tokenId: id,
      dedupeKey: `${id} ${day}`,
      createdAt: at(day),
    });
  const daysOf = async (user: TestUser) =>
    (await listNotices(db, user.id, { limit: 9 })).map(({ kind, createdAt }) => `${kind} ${createdAt.getUTCDate()}`);
  await tell("token_expires", token, 1);
  await tell("token_expires", other, 2);
  await tell("token_expires", token, 3);
  await tell("token_expires", token, 1, noor);
  expect(await daysOf(mira)).toEqual(["token_expires 3", "token_expires 2"]);
  await tell("token_expired", token, 4);
  expect(await daysOf(mira)).toEqual(["token_expired 4", "token_expires 2"]);
  expect(await daysOf(noor)).toEqual(["token_expires 1"]);
  // Extended since, it expires once more.
  await tell("token_expires", token, 5);
  expect(await daysOf(mira)).toEqual(["token_expires 5", "token_expired 4", "token_expires 2"]);
  await markRead(
    db,
    mira.id,
    (await listNotices(db, mira.id, { limit: 9 })).map(({ id }) => id),
  );
  expect(await countUnread(db, mira.id)).toBe(0);
});

test("a notice goes with its token, and one of a kind that this version does not know is left out", async ({
  db,
  mira,
  noor,
}) => {
  const token = await createToken(db, mira);
  const detail = { label: token.label, expires_at: new Date().toISOString() };
  await insertNotice(db, {
    kind: "token_expires",
    detail,
    userId: mira.id,
    tokenId: token.id,
    dedupeKey: "t",
  });
  await notify(db, noor, "x");
  await db.updateTable("notice").set({ kind: "of_tomorrow" }).where("user_id", "=", noor.id).execute();
  expect(await listNotices(db, noor.id, { limit: 5 })).toEqual([]);
  expect(await listNotices(db, mira.id, { limit: 5 })).toHaveLength(1);
  await db.deleteFrom("access_token").where("id", "=", token.id).execute();
  expect(await listNotices(db, mira.id, { limit: 5 })).toEqual([]);
});

test("whoever chose nothing is told everything; changing one choice leaves the others", async ({ db, mira, noor }) => {
  expect(Object.values(await findPreference(db, mira.id))).not.toContain(false);
  await savePreference(db, mira.id, { expiryEmail: false });
  await savePreference(db, mira.id, { newSignInEmail: false });
  expect(await findPreference(db, mira.id)).toMatchObject({
    expiryEmail: false,
    newSignInEmail: false,
    expiryDashboard: true,
  });
  expect(await findPreference(db, noor.id)).toMatchObject({ expiryEmail: true });
});

test("a notice of a date that the token no longer has is outdated, and waits for nobody", async ({ db, mira }) => {
  const expiresAt = new Date("2031-01-01T00:00:00Z");
  const [extended, revoked, lasting] = await Promise.all([1, 2, 3].map(() => createToken(db, mira, { expiresAt })));
  for (const token of [extended, revoked, lasting]) {
    await insertNotice(db, {
      kind: "token_expires",
      detail: { label: token?.label ?? "", expires_at: expiresAt.toISOString() },
      userId: mira.id,
      tokenId: token?.id,
      dedupeKey: token?.id ?? "",
    });
  }
  expect(await countUnread(db, mira.id)).toBe(3);
  const change = (id = "") => db.updateTable("access_token").where("id", "=", id);
  await change(extended?.id)
    .set({ expires_at: new Date("2031-06-01T00:00:00Z") })
    .execute();
  await change(revoked?.id).set({ revoked_at: new Date(), revoke_kind: "by_owner" }).execute();
  expect(await countUnread(db, mira.id)).toBe(1);
  const current = (await listNotices(db, mira.id, { limit: 5 })).filter(({ outdated }) => !outdated);
  expect(current.map(({ tokenId }) => tokenId)).toEqual([lasting?.id]);
});
