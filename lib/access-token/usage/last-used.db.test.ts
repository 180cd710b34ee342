import { expect } from "vitest";
import { test } from "@/test/database/test";
import { createToken } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { findLastUsed } from "./last-used";

test("what a page asks about tokens while it shows them is answered for the person's own only", async ({
  db,
  mira,
  noor,
}) => {
  const at = new Date("2026-06-30T12:00:00Z");
  const used = await createToken(db, mira, { lastUse: { at, address: "2001:db8::7", userAgent: "curl/8.5.0" } });
  const unused = await createToken(db, mira, { expiresAt: new Date("2020-01-01T00:00:00Z"), createdAt: new Date(0) });
  const others = await createToken(db, noor, { lastUse: { at } });

  const ids = [used.id, unused.id, others.id];
  const rows = await findLastUsed(db, signedInAs(mira), ids);
  expect(rows.sort((a, b) => ids.indexOf(a.uuid) - ids.indexOf(b.uuid))).toEqual([
    {
      uuid: used.id,
      status: "active",
      last_use: { used_at: at.toISOString(), address: "2001:db8::7", user_agent: "curl/8.5.0" },
    },
    { uuid: unused.id, status: "expired", last_use: null },
  ]);
  expect(await findLastUsed(db, signedInAs(mira), [])).toEqual([]);
});
