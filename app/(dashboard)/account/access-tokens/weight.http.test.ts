import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MOST_BYTES, weighScripts } from "@/bench/table/scripts";
import type { Database } from "@/db/schema";
import { createToken, createUser } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { addUsage } from "@/test/usage";

const MOST_FONT_BYTES = 60_000;

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

async function someone() {
  const user = await createUser(db);
  const token = await createToken(db, user);
  await addUsage(db, token.id, { requests: 3 });
  return { cookie: await sessionHeaderOf(db, user), token };
}

test("the list of tokens and the page of one are light: dialogs, menus and their libraries come later", async () => {
  const { cookie, token } = await someone();
  const { url } = sharedServer();
  const pages = [
    ["/account/access-tokens", MOST_BYTES.tokens],
    [`/account/access-tokens/${token.id}`, MOST_BYTES.token],
  ] as const;
  for (const [path, most] of pages) {
    const { sent, files } = await weighScripts(url, path, cookie);
    expect.soft(sent, path).toBeLessThan(most);
    expect(files).toBeGreaterThan(3);
  }
});

test("a page asks for the Latin letters of both fonts, and for no more", async () => {
  const { cookie } = await someone();
  const { url } = sharedServer();
  const page = await fetch(`${url}/account/access-tokens`, { headers: { Cookie: cookie } });
  const asked = `${page.headers.get("link")} ${await page.text()}`.match(/\/_next\/static\/media\/[^"'<> ]+\.woff2/g);
  const fonts = [...new Set(asked)];
  expect(fonts).toHaveLength(2);
  let bytes = 0;
  for (const font of fonts) bytes += (await (await fetch(url + font)).arrayBuffer()).byteLength;
  expect(bytes).toBeLessThan(MOST_FONT_BYTES);
});
