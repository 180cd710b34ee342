import { afterAll, expect, test } from "vitest";
import { insertNotice } from "@/lib/notice/notify/insert";
import { createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";

const db = serverDatabase();
afterAll(() => db.destroy());

test("without mail the page says that it is off, and keeps the notices", async () => {
  const person = await createUser(db);
  const detail = { device: "Firefox on Linux", address: "192.0.2.7" };
  await insertNotice(db, { userId: person.id, kind: "new_sign_in", dedupeKey: "kept", detail });
  const page = await api("/account/notifications", { headers: { Cookie: await sessionHeaderOf(db, person) } });
  expect(page.status).toBe(200);
  const words = wordsOf(page.text);
  expect(words).toContain("Mail is off.");
  expect(words).toContain("SMTP_URL");
  expect(words).toContain("Firefox on Linux");
});
