import { afterAll, expect, test } from "vitest";
import { api, serverDatabase } from "@/test/api";
import { createToken, createUser } from "@/test/fixtures";
import { wordsOf } from "@/test/page-text";
import { sessionHeaderOf } from "@/test/session-cookie";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
const db = serverDatabase();
afterAll(() => db.destroy());

test("the start page names the tokens that need attention, and why", async () => {
  const person = await createUser(db);
  await createToken(db, person, { label: "Fine", createdAt: daysFromNow(-5), expiresAt: daysFromNow(80) });
  await createToken(db, person, { label: "Ending", createdAt: daysFromNow(-50), expiresAt: daysFromNow(10) });
  await createToken(db, person, { label: "Over", createdAt: daysFromNow(-50), expiresAt: daysFromNow(-2) });
  await createToken(db, person, { label: "Forgotten", createdAt: daysFromNow(-40), expiresAt: null });
  const { text } = await api("/", { headers: { Cookie: await sessionHeaderOf(db, person) } });
  const [region = ""] = /<section aria-labelledby="attention".*?<\/section>/s.exec(text) ?? [];
  expect(wordsOf(region)).toContain("Needs attention");
  const attention = [...region.matchAll(/<li.*?<\/li>/gs)].map(([html]) => wordsOf(html));
  expect(attention).toHaveLength(3);
  expect(attention.find((words) => words.includes("Ending"))).toContain("Expires in 10 days");
  expect(attention.find((words) => words.includes("Over"))).toContain("Expired 2 days ago");
  expect(attention.find((words) => words.includes("Forgotten"))).toContain("Never used");
});
