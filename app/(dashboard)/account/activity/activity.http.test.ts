import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createEntries } from "@/test/activity-entries";
import { createUser, type TestUser } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sharedServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";

let db: Kysely<Database>;
let person: TestUser;
let visitor: Visitor;
beforeAll(async () => {
  db = serverDatabase();
  person = await createUser(db);
  visitor = await new Visitor(sharedServer().url).signIn(person);
});
afterAll(() => db.destroy());

/** A page of the log: the numbers of its entries, from the top, and where its links lead. */
async function look(address: string) {
  const { html, text } = await visitor.open(address);
  const links = [...html.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
  const link = (words: string) =>
    links.find(([, , inner = ""]) => wordsOf(inner).trim() === words)?.[1]?.replaceAll("&amp;", "&");
  const numbers = [...text.matchAll(/Entry (\d+)\./g)].map(([, number]) => Number(number));
  return { numbers, older: link("Older"), newer: link("Newer") };
}

const countdown = (first: number, last: number) => Array.from({ length: first - last + 1 }, (_, i) => first - i);

test("long logs have pages that go on where the last one ended", async () => {
  await createEntries(person.id, db, 120);
  const first = await look("/account/activity?kind=edited");
  expect(first.numbers).toEqual(countdown(120, 71));
  expect(first.newer).toBeUndefined();
  const second = await look(first.older ?? "");
  expect(second.numbers).toEqual(countdown(70, 21));
  const third = await look(second.older ?? "");
  expect(third.numbers).toEqual(countdown(20, 1));
  expect(third.older).toBeUndefined();
  expect((await look(third.newer ?? "")).numbers).toEqual(second.numbers);
});

test("nobody sees or downloads somebody else's activity", async () => {
  const stranger = await new Visitor(sharedServer().url).signIn(await createUser(db));
  await createEntries(randomUUID(), db, 3);
  await createEntries(person.id, db, 3);
  const { text } = await stranger.open("/account/activity");
  expect(text).toContain("Signed in");
  expect(text).not.toContain("Entry");
  const file = await (await stranger.request("/account/activity/download?format=ndjson")).text();
  expect(file.trimEnd().split("\n")).toHaveLength(1);
  stranger.cookies.clear();
  expect((await stranger.request("/account/activity/download?format=ndjson")).status).toBe(401);
});
