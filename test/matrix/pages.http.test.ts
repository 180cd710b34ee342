import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { PERMISSIONS } from "@/lib/authorization/permission";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { casesOf, pageFiles } from "./pages";
import { type Cookies, signInEverybody, VISITORS } from "./session-cookie";
import { expectedVisit, neverGivenOut, type Visits, visitOnce, wrongVisits } from "./visit";
import { createWorld, type World } from "./world";

let db: Kysely<Database>;
let world: World;
let cookies: Cookies;
let visit: Visits;
let tried = 0;
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
  cookies = await signInEverybody(world);
  visit = visitOnce(cookies);
});
afterAll(async () => {
  console.log(`authorization matrix of the pages: ${tried} cells tried`);
  await db.destroy();
});

const PAGES = pageFiles();
const NOT_THERE = "Page not found";

test("every page is in the matrix", () => {
  expect(PAGES.filter((file) => casesOf(world, file) === undefined)).toEqual([]);
});

test.each(PAGES)(
  "app/%s is shown to those whom the table lets see it, and is not there for the others",
  async (file) => {
    for (const page of casesOf(world, file) ?? []) {
      tried += VISITORS.length;
      expect(await wrongVisits(world, visit, page, VISITORS)).toEqual([]);
    }
  },
);

test.each(PAGES)("who may not see app/%s is answered as if its address had never been given out", async (file) => {
  for (const { address, visible } of casesOf(world, file) ?? []) {
    const unknown = neverGivenOut(world, address);
    if (unknown === undefined) continue;
    for (const person of VISITORS.filter((one) => expectedVisit(one, visible) === "not there")) {
      const [refused, absent] = [await visit(person, address), await visit(person, unknown)];
      const who = `${person} at ${address}`;
      expect([refused.status, absent.status], who).toEqual([404, 404]);
      expect(sameInAll(refused.text, address), who).toBe(sameInAll(absent.text, unknown));
      if (file.endsWith("/page.tsx")) expect(wordsOf(refused.text), `${who}, without a script`).toContain(NOT_THERE);
    }
  }
});

// A list of nothing.
const LISTS_OF_AN_ID = ["(dashboard)/account/access-tokens/[uuid]/made-with/route.ts"];

test.each(PAGES.filter((file) => !LISTS_OF_AN_ID.includes(file)))(
  "who may see app/%s is answered 404 where its address was never given out",
  async (file) => {
    for (const { address, visible } of casesOf(world, file) ?? []) {
      const unknown = neverGivenOut(world, address);
      const person = VISITORS.find((one) => one !== undefined && expectedVisit(one, visible) === "shown");
      if (unknown === undefined || person === undefined || visible.to === "everybody") continue;
      expect((await visit(person, unknown)).status, `${person} at ${unknown}`).toBe(404);
    }
  },
);

/** What an answer says, without what differs from request to request. */
function sameInAll(text: string, address: string): string {
  return wordsOf(text.replaceAll(address, "ADDRESS"));
}

test.each(PAGES.filter((file) => file.endsWith("/route.ts")))(
  "app/%s tells a page of ours why it gets nothing: its session has ended, or is another account's",
  async (file) => {
    for (const { address } of casesOf(world, file) ?? []) {
      const why = async (headers: Record<string, string>) => {
        const answer = await api(address, { headers });
        return [answer.status, answer.headers["x-suspended"], answer.text];
      };
      const refused = '{"code":"credentials_missing"}';
      const [page, cookie] = [{ "X-Rendered-For": world.people.member.id }, cookies.get("owner") ?? ""];
      expect(await why(page)).toEqual([401, "signed_out", refused]);
      expect(await why({ ...page, Cookie: cookie })).toEqual([401, "other_account", refused]);
    }
  },
);

test("a table with one word changed does not fit the pages, in exactly the visits that the word is about", async () => {
  const table = { ...PERMISSIONS, see_tokens: { ...PERMISSIONS.see_tokens, guest: "no" } };
  const [page] = casesOf(world, "(dashboard)/organisations/[slug]/access-tokens/(list)/page.tsx") ?? [];
  if (page === undefined) throw new Error("there is no page of the tokens that reach an organisation");
  expect(await wrongVisits(world, visit, page, VISITORS, table)).toEqual(
    ["guest_who_writes", "guest_who_reads"].map((who) => `${who} at ${page.address}: shown instead of not there`),
  );
});
