import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createUser, PASSWORD } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

for (const callbackUrl of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
]) {
  test(`signing in does not lead to ${JSON.stringify(callbackUrl)}`, async () => {
    const { url } = sharedServer();
    const { email } = await createUser(db);
    // As the page offers it, and as someone writes it into the form.
    for (const forged of [undefined, { callbackUrl }]) {
      const visitor = new Visitor(url);
      const page = await visitor.open(`/login?callbackUrl=${encodeURIComponent(callbackUrl)}`);
      const answer = await visitor.post(page, "Sign in", { email, password: PASSWORD, ...forged });
      const leadsTo = new URL(answer.headers.get("location") ?? "nowhere:", page.url);
      expect(leadsTo.origin).toBe(url);
      expect(visitor.cookies.has("latchkey.session")).toBe(true);
    }
  });
}
