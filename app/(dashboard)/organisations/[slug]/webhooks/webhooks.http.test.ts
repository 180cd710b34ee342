import { afterAll, expect, test } from "vitest";
import { createOrganisation, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { createDeliveryRows, createWebhookRow } from "@/test/matrix/webhook";

const db = serverDatabase();
afterAll(() => db.destroy());

async function scene() {
  const owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const cookie = await sessionHeaderOf(db, owner);
  const add = (given = {}) => createWebhookRow(db, organisation, given);
  const open = async (path = "") => {
    const { text } = await api(`/organisations/${organisation.slug}/webhooks${path}`, { headers: { Cookie: cookie } });
    return wordsOf(text);
  };
  return { add, open };
}

test("a webhook whose secret was shown and never stored says so, and how to get another one", async () => {
  const { add, open } = await scene();
  const id = await add();
  expect(await open(`/${id}`)).not.toContain("Secret not stored");
  await db.updateTable("webhook").set({ secret_stored_at: null }).where("id", "=", id).execute();
  expect(await open(`/${id}`)).toContain("Secret not stored Replace it to get another one.");
});

test("a webhook that a leak paused says so, and what to check before it is resumed", async () => {
  const { add, open } = await scene();
  const words = "An access token that set it leaked. Check its address and replace its secret before you resume it.";
  expect(await open(`/${await add({ paused_by_leak: true })}`)).toContain(words);
  expect(await open(`/${await add()}`)).not.toContain(words);
});

test("the list of deliveries is narrowed and in pages by its address", async () => {
  const { add, open } = await scene();
  const id = await add();
  await createDeliveryRows(db, Array(21).fill(id));
  expect(await open(`/${id}?page=2`)).toContain("21–21 of 21 deliveries");
  expect(await open(`/${id}?state=failed`)).toContain("No failed deliveries");
});

test("where there is no room for another webhook, the page says so in place of the button", async () => {
  const { add, open } = await scene();
  for (let count = 0; count < 9; count++) await add();
  expect(await open()).not.toContain("Delete one to add another.");
  await add();
  expect(await open()).toContain("There are 10, which is the maximum. Delete one to add another.");
});
