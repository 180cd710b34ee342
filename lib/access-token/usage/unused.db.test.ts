import { expect } from "vitest";
import { test } from "@/test/database/test";
import { createToken, createUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { listTokens } from "../list";
import { UNUSED, unusedFor } from "./unused";

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

test("the list of unused tokens holds those that carry the badge, and those never used that are as old", async ({
  db,
  mira,
}) => {
  const make = async (label: string, made: number, used?: number, rest: Parameters<typeof createToken>[2] = {}) => {
    const lastUse = used === undefined ? {} : { lastUse: { at: ago(used) } };
    await createToken(db, mira, { label, createdAt: ago(made), ...lastUse, ...rest });
  };
  await make("made today", 0.9);
  await make("never, of yesterday", 1.1);
  await make("never, of 31 days", 31);
  await make("never, of 91 days", 91);
  await make("used 29 days ago", 200, 29);
  await make("used 31 days ago", 200, 31);
  await make("used 91 days ago", 200, 91);
  await make("expired, used 91 days ago", 200, 91, { expiresAt: ago(1) });
  await make("revoked, never used", 200, undefined, { revoked: { at: ago(1) } });
  await createToken(db, await createUser(db), { label: "somebody else's", createdAt: ago(100) });

  const list = async (unused?: (typeof UNUSED)[number]) => {
    const order = { field: "created_at", descending: true } as const;
    return (await listTokens(db, signedInAs(mira), { filter: { unused }, order, page: 1, pageSize: 50 })).tokens;
  };
  const labels = async (unused: (typeof UNUSED)[number]) => (await list(unused)).map(({ label }) => label).sort();
  expect(await labels("never")).toEqual(["never, of 31 days", "never, of 91 days", "never, of yesterday"]);
  expect(await labels("30")).toEqual([
    "never, of 31 days",
    "never, of 91 days",
    "used 31 days ago",
    "used 91 days ago",
  ]);
  expect(await labels("90")).toEqual(["never, of 91 days", "used 91 days ago"]);

  // The page's rule and the database's are two texts: here they say the same.
  const all = await list();
  for (const unused of UNUSED) {
    const badged = all.filter((token) => unusedFor(token, new Date()) === unused).map(({ label }) => label);
    expect(await labels(unused)).toEqual(expect.arrayContaining(badged));
  }
});
