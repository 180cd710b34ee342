import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { createEntries, from } from "@/test/activity-entries";
import { createToken } from "@/test/fixtures";
import { api } from "@/test/http/api";
import { Visitor } from "@/test/http/visitor";
import { expectAccessible, expectNoOverflow, RULES_OF_COLOURS } from "./accessible";
import { expect, signInAs, test } from "./fixtures";

const entries = (page: Page) => page.getByRole("main").getByRole("listitem");
const kind = (page: Page) => page.getByRole("combobox", { name: "Filter by kind" });

test("everything that happens to one's tokens stands in the activity, with before and after, and from where", async ({
  page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Nightly build", scopes: ["all"] });
  const gone = await createToken(db, person, { label: "Old laptop", revoked: { at: new Date() } });
  const edit = { method: "PATCH", token: token.secret, body: { label: "Weekly build", scopes: ["tokens:write"] } };
  expect((await api(`/iam/v3/access-tokens/${token.id}/`, edit)).status).toBe(200);
  for (let i = 0; i < 3; i++) {
    const headers = { "User-Agent": "old-script/1.4" };
    expect((await api("/iam/v3/me/", { token: gone.secret, headers })).json.code).toBe("token_revoked");
  }
  // Refusals are written in the background.
  const written = db.selectFrom("activity").select("id").where("target_id", "=", gone.id);
  await expect.poll(async () => (await written.execute()).length).toBeGreaterThan(0);
  const { cookies } = await new Visitor(server.url).signIn(person);
  for (const [name, value] of cookies) await page.context().addCookies([{ name, value, url: server.url }]);

  await page.goto("/account/profile");
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  const edited = entries(page).filter({ hasText: "Token edited" }).first();
  await expect(edited).toContainText(/Label: Nightly build →\s*changed to Weekly build/);
  await expect(edited).toContainText("by the token itself");
  await expect(entries(page).filter({ hasText: "Signed in" })).toContainText(["with the password"]);

  // Once, however many there were.
  const refused = entries(page).filter({ hasText: "Request denied" });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText("the token was revoked");
  await expect(refused).toContainText("old-script 1.4");
  await refused.getByRole("link", { name: "Old laptop" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Old laptop" })).toBeVisible();
});

test("filters narrow the activity, live in the address, and Back undoes them", async ({ page, person, db }) => {
  await createEntries(person.id, db, 4);
  const chosen = await createToken(db, person, { label: "Chosen one" });
  await db
    .insertInto("activity")
    .values({
      id: chosen.id,
      type: "access_token.revoked",
      user_id: person.id,
      target_type: "access_token",
      target_id: chosen.id,
      target_label: chosen.label,
      address: "198.51.100.9",
      after: JSON.stringify({ reason: "sold on a flea market" }),
    })
    .execute();
  await signInAs(page, person, { db, path: "/account/activity" });
  await kind(page).selectOption({ label: "Revocations" });
  await expect(entries(page)).toHaveCount(1);
  await expect(page).toHaveURL(/kind=revocations/);
  await page.goBack();
  await expect(kind(page)).toHaveValue("");
  await expect(entries(page)).toHaveCount(5);

  await page.getByRole("combobox", { name: "Filter by token" }).selectOption({ label: "Chosen one" });
  await expect(entries(page)).toHaveCount(1);
  await page.getByRole("combobox", { name: "Filter by token" }).selectOption("");
  await expect(entries(page)).toHaveCount(5);
  await page.getByRole("searchbox", { name: "Search activity" }).fill("FLEA market");
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText("Reason: sold on a flea market");
  await page.getByRole("searchbox", { name: "Search activity" }).fill("100%_of nothing");
  await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(entries(page)).toHaveCount(5);

  await page.getByRole("combobox", { name: "Filter by period" }).selectOption({ label: "Chosen days…" });
  await page.getByLabel("To day").fill("2020-01-01");
  await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
});

test("what the filters show can be taken away as CSV or NDJSON, and the page says how far it is", async ({
  page,
  person,
  db,
}) => {
  await createEntries(person.id, db, 2_500);
  // Looked at near its end, where the page itself is short: the file has all of it.
  await signInAs(page, person, { db, path: `/account/activity?kind=edited&${from(2_498.5)}` });
  await expect(entries(page)).toHaveCount(2);
  for (const [choice, ending, lines] of [
    [/^CSV/, "csv", 2_501],
    [/^NDJSON/, "ndjson", 2_500],
  ] as const) {
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("menuitem", { name: choice }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^activity-\\d{4}-\\d{2}-\\d{2}\\.${ending}$`));
    const text = await readFile(await download.path(), "utf8");
    expect(text.trimEnd().split("\n")).toHaveLength(lines);
    await expect(page.getByText(`${download.suggestedFilename()}, 2,500 entries`).last()).toBeVisible();
  }
});

test("a download can be cancelled, and one that breaks off says so and can be tried again", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/ERR_FAILED|Failed to load resource|net::/);
  await createEntries(person.id, db, 10);
  await signInAs(page, person, { db, path: "/account/activity" });
  let answer: "hang" | "fail" = "hang";
  await page.route("**/account/activity/download**", async (route) => {
    if (answer === "fail") await route.abort();
  });
  await startCsv(page);
  await expect(page.getByRole("progressbar", { name: "Downloading the activity" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("progressbar")).toBeHidden();
  await expect(page.getByText("broke off")).toBeHidden();

  answer = "fail";
  await startCsv(page);
  await expect(page.getByText("The download was interrupted, and nothing was saved.")).toBeVisible();
  await page.unroute("**/account/activity/download**");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Try again" }).click();
  await saving;
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the activity is readable and accessible on a phone, ${colorScheme}`, async ({ page, person, db }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await createEntries(person.id, db, 3, "W".repeat(255));
    // As a page in the middle of a long log: with the buttons that lead on, and without fifty entries of one kind.
    await signInAs(page, person, { db, path: `/account/activity?${from(0)}` });
    await expect(entries(page)).toHaveCount(3);
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
    await expectNoOverflow(page, "the activity");
    // The themes differ in nothing but colours.
    await expectAccessible(page, "the activity", colorScheme === "dark" ? RULES_OF_COLOURS : undefined);
  });
}

async function startCsv(page: Page) {
  await page.getByRole("button", { name: "Download" }).click();
  await page.getByRole("menuitem", { name: /^CSV/ }).click();
}
