import { createToken as seedToken } from "@/test/fixtures";
import { expect, test } from "./fixtures";
import { createToken, finishReveal, openCreateDialog, rowOf } from "./token-pages";

const LABELS = {
  "with HTML": `<img src=x onerror="document.title='taken over'"><b>bold</b>`,
  "with quotes and entities": `"'\`&lt;&amp;</script><!--`,
  "of emoji": "🚢👩🏽‍💻🏳️‍🌈",
  "with right-to-left marks": "abc שלום \u200F!",
  "of 255 wide characters": "漢".repeat(255),
};

for (const [kind, label] of Object.entries(LABELS)) {
  test(`a label ${kind} is stored as it is and shown as text`, async ({ tokenList: page, person, db }) => {
    await createToken(page, label);
    await finishReveal(page);
    await expect(rowOf(page, label)).toBeVisible();
    const token = await db
      .selectFrom("access_token")
      .select(["id", "label"])
      .where("user_id", "=", person.id)
      .executeTakeFirstOrThrow();
    expect(token.label).toBe(label);

    await page.goto(`/account/access-tokens/${token.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(label);
    await expect(page.locator("main b, main img[src=x]")).toHaveCount(0);
    await expect(page).not.toHaveTitle("taken over");
  });
}

test("what is wrong is said at its field, in words, and nothing is written", async ({
  tokenList: page,
  person,
  db,
}) => {
  const dialog = await openCreateDialog(page);
  const label = dialog.getByLabel("Label");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(label).toHaveAttribute("aria-invalid", "true");
  await expect(label).toHaveAccessibleDescription(/label/i);
  await expect(label).toBeFocused();
  // Nothing is given by default: what is missing is said at once, each at its place.
  const reach = dialog.getByRole("group", { name: "Reach" });
  await expect(dialog.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(reach.getByText("Choose what this token can access.")).toBeVisible();
  await expect(dialog.getByRole("group", { name: "Scopes" }).getByText("Choose full access, or only")).toBeVisible();

  await label.fill("x".repeat(256));
  // It is no longer empty: what the server says about this one is not known yet.
  await expect(label).not.toHaveAttribute("aria-invalid");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(label).toHaveAccessibleDescription(/255/);

  await label.fill("Mended");
  await reach.getByRole("radio", { name: /^Everything/ }).check();
  await expect(reach.getByText("Choose what this token can access.")).toBeHidden();
  const scopes = dialog.getByRole("group", { name: "Scopes" });
  const missing = scopes.getByText("Choose at least one scope");
  const read = scopes.getByRole("checkbox", { name: "applications:read" });
  await scopes.getByRole("radio", { name: "Chosen scopes" }).check();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(missing).toBeVisible();
  await read.check();
  await expect(missing).toBeHidden();
  await read.uncheck();
  await dialog.getByRole("button", { name: "Create token" }).click();
  // Another answer that says the same.
  await expect(missing).toBeVisible();

  expect(await tokensOf()).toEqual([]);
  await read.check();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await finishReveal(page);
  expect(await tokensOf()).toEqual(["Mended"]);

  async function tokensOf() {
    const rows = await db.selectFrom("access_token").select("label").where("user_id", "=", person.id).execute();
    return rows.map((row) => row.label);
  }
});

test("a token whose label would be refused today is edited all the same, and keeps it", async ({
  tokenList: page,
  person,
  db,
}) => {
  const { id } = await seedToken(db, person, { label: "old \u202Elabel" });
  await page.goto(`/account/access-tokens/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit token" });
  await dialog.getByLabel("Description").fill("Known since.");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: /^Known since\.$/ })).toBeVisible();
  const token = await db
    .selectFrom("access_token")
    .select(["label", "description"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect(token).toEqual({ label: "old \u202Elabel", description: "Known since." });
});
