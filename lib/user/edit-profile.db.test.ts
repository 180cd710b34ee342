import { afterAll, expect, test } from "vitest";
import { findUser } from "@/db/account/user";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { createTestDatabase } from "@/test/database/database";
import { createUser } from "@/test/fixtures";
import { editProfile, profileInput } from "./edit-profile";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function signedIn(): Promise<SessionPrincipal> {
  const user = await createUser(db, { firstName: "Mira", lastName: "Okafor", timezone: "UTC" });
  return {
    type: "session",
    user: {
      id: user.id,
      email: user.email,
      firstName: "Mira",
      lastName: "Okafor",
      timezone: "UTC",
      singleKeyShortcuts: true,
    },
    session: { id: user.id, authenticatedAt: new Date(), method: "password" },
    organisations: [],
    now: new Date(),
    client: { address: "192.0.2.7", userAgent: "test", requestId: "r1" },
  };
}

const activityOf = async (userId: string) =>
  await db
    .selectFrom("activity")
    .select(["type", "before", "after"])
    .where("user_id", "=", userId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();

test("a profile is changed, and only what differs is recorded", async () => {
  const principal = await signedIn();
  const input = profileInput.parse({ first_name: " Mira ", last_name: "Ōta", timezone: "Asia/Tokyo" });
  expect(await editProfile(db, principal, input)).toBe("edited");
  expect(await findUser(db, principal.user.id)).toMatchObject({
    first_name: "Mira",
    last_name: "Ōta",
    timezone: "Asia/Tokyo",
  });
  expect(await activityOf(principal.user.id)).toEqual([
    {
      type: "user.profile_edited",
      before: { last_name: "Okafor", timezone: "UTC" },
      after: { last_name: "Ōta", timezone: "Asia/Tokyo" },
    },
  ]);
});

test("saving what is there already writes and records nothing", async () => {
  const principal = await signedIn();
  const input = profileInput.parse({ first_name: "Mira", last_name: "Okafor", timezone: "UTC" });
  expect(await editProfile(db, principal, input)).toBe("unchanged");
  expect(await activityOf(principal.user.id)).toEqual([]);
});

test("shortcuts are turned off and on again, recorded, and stay where a form says nothing of them", async () => {
  const principal = await signedIn();
  const choose = async (single_key_shortcuts: "on" | "off" | undefined) => {
    await editProfile(db, principal, profileInput.parse({ timezone: "UTC", single_key_shortcuts }));
    return (await findUser(db, principal.user.id))?.single_key_shortcuts;
  };
  expect([await choose("off"), await choose(undefined), await choose("on")]).toEqual([false, false, true]);
  expect(await activityOf(principal.user.id)).toEqual([
    expect.objectContaining({ before: { single_key_shortcuts: true }, after: { single_key_shortcuts: false } }),
    expect.objectContaining({ before: { single_key_shortcuts: false }, after: { single_key_shortcuts: true } }),
  ]);
});

test.each([
  [{ first_name: "x".repeat(101) }, "first_name"],
  [{ last_name: "a\0b" }, "last_name"],
  [{ timezone: "Europe/Atlantis" }, "timezone"],
  [{ timezone: "+02:00" }, "timezone"],
  [{ timezone: undefined }, "timezone"],
  [{ single_key_shortcuts: "perhaps" }, "single_key_shortcuts"],
])("%j is refused by its field", (change, field) => {
  const input = profileInput.safeParse({ first_name: "", last_name: "", timezone: "UTC", ...change });
  expect(input.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
