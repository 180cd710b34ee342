import { afterAll, expect, test } from "vitest";
import { createToken, createUser, type TestUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const from = (ms: number) => new Date(Date.now() + ms);
const daysFromNow = (days: number) => from(days * DAY_MS);
const db = serverDatabase();
afterAll(() => db.destroy());

/** What the start page of this person has under *Needs attention*, as the server renders it. */
async function attentionOf(person: TestUser): Promise<string> {
  const { text } = await api("/", { headers: { Cookie: await sessionHeaderOf(db, person) } });
  const [region = ""] = /<section aria-labelledby="attention".*?<\/section>/s.exec(text) ?? [];
  expect(wordsOf(region)).toContain("Needs attention");
  return region;
}

test("the start page names the tokens that need attention, the most urgent first, and why", async () => {
  const person = await createUser(db);
  const used = { lastUse: { at: daysFromNow(-1) } };
  await createToken(db, person, { ...used, label: "Fine", createdAt: daysFromNow(-5), expiresAt: daysFromNow(80) });
  await createToken(db, person, { label: "Forgotten", createdAt: daysFromNow(-40), expiresAt: null });
  await createToken(db, person, { ...used, label: "Over", createdAt: daysFromNow(-50), expiresAt: daysFromNow(-2) });
  await createToken(db, person, { ...used, label: "Ending", createdAt: daysFromNow(-50), expiresAt: daysFromNow(10) });
  // Made for an hour, 10 minutes are left: by its length as near as those.
  await createToken(db, person, { label: "Brief", createdAt: from(-50 * MINUTE_MS), expiresAt: from(10 * MINUTE_MS) });
  const region = await attentionOf(person);
  const rows = [...region.matchAll(/<li.*?<\/li>/gs)].map(([html]) => wordsOf(html));
  expect(rows.map((words) => /Fine|Forgotten|Over|Ending|Brief/.exec(words)?.[0])).toEqual([
    "Brief",
    "Ending",
    "Over",
    "Forgotten",
  ]);
  expect(rows[0]).toContain("Expires in 10 minutes");
  expect(rows[1]).toContain("Expires in 10 days");
  expect(rows[2]).toContain("Expired 2 days ago");
  expect(rows[3]).toContain("Never used, created 40 days ago");
});

test("where nothing needs attention, the start page claims no more than it looked for, and names what expires next", async () => {
  const person = await createUser(db);
  await createToken(db, person, {
    label: "One-hour job",
    createdAt: from(-MINUTE_MS),
    expiresAt: from(40 * MINUTE_MS),
  });
  await createToken(db, person, { label: "Made today", expiresAt: null });
  const words = wordsOf(await attentionOf(person));
  expect(words).toContain("Nothing needs attention");
  expect(words).toContain("each that is older than a day was used in the last 30 days");
  expect(words).toContain("Next to expire: One-hour job, in 40 minutes.");
  expect(words).not.toMatch(/14 days|each is in use/);
});

test("a person without active tokens is told so, and one without any what a token is", async () => {
  const person = await createUser(db);
  const cookie = { Cookie: await sessionHeaderOf(db, person) };
  expect(wordsOf((await api("/", { headers: cookie })).text)).toContain("Create your first token");
  await createToken(db, person, { revoked: { at: daysFromNow(-1) } });
  const words = wordsOf(await attentionOf(person));
  expect(words).toContain("You have no active tokens");
  expect(words).not.toContain("was used in the last 30 days");
});
