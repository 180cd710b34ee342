import type { Page } from "playwright/test";
import { createOrganisation, createOrganisationToken, createToken } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { addUsage } from "@/test/usage";
import { expectNoOverflow } from "./accessible";
import { expect, signInAs, test } from "./fixtures";
import { chooseInMenu } from "./token-pages";

const HOUR_MS = 60 * 60 * 1000;
const hoursFromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

test.beforeEach(async ({ db, person }) => {
  await createToken(db, person, { label: "Alpha job", purpose: "ci_pipeline", description: "of the shop" });
  await createToken(db, person, { label: "Beta job", purpose: "ci_pipeline", lastUse: { at: hoursFromNow(-2) } });
  await createToken(db, person, { label: "Gamma laptop", purpose: "local_development", expiresAt: hoursFromNow(-1) });
  await createToken(db, person, { label: "Delta server", revoked: { at: hoursFromNow(-3), reason: "sold" } });
});

test("the list opens on what is active; search and filters narrow it, live in the address, and Back undoes them", async ({
  tokenList: page,
}) => {
  await expect(tabs(page)).toHaveText([/^Active\s?2$/, /^Expired\s?1$/, /^Revoked\s?1$/, /^All\s?4$/]);
  await expect(tab(page, "Active")).toHaveAttribute("aria-current", "page");
  await expect(labels(page)).toHaveText(["Beta job", "Alpha job"]);
  for (const [status, label] of [
    ["Expired", "Gamma laptop"],
    ["Revoked", "Delta server"],
  ] as const) {
    await tab(page, status).click();
    await expect(labels(page)).toHaveText([label]);
    await expect(page).toHaveURL(new RegExp(`status=${status.toLowerCase()}$`));
  }
  await tab(page, "All").click();
  await expect(labels(page)).toHaveText(["Delta server", "Gamma laptop", "Beta job", "Alpha job"]);

  await page.getByRole("searchbox", { name: "Search tokens" }).fill("job");
  await expect(labels(page)).toHaveText(["Beta job", "Alpha job"]);
  await expect(page).toHaveURL(/\?q=job&status=all$/);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search tokens" })).toHaveValue("job");
  await expect(labels(page)).toHaveText(["Beta job", "Alpha job"]);
  await page.goBack();
  await expect(labels(page)).toHaveCount(4);
  await expect(page.getByRole("searchbox", { name: "Search tokens" })).toHaveValue("");

  await page.getByRole("combobox", { name: "Filter by purpose" }).selectOption({ label: "Local development" });
  await expect(labels(page)).toHaveText(["Gamma laptop"]);
  await expect(page).toHaveURL(/purpose=local_development/);
  await expect(page.getByRole("status").filter({ hasText: "1 token" })).toHaveText("1 token");
  await page.getByRole("link", { name: "Remove filter: Local development" }).click();
  await expect(labels(page)).toHaveCount(4);
  await expect(page.getByRole("combobox", { name: "Filter by purpose" })).toHaveValue("");
});

test("a search finds what a description or a hint says, and says so when nothing fits", async ({ tokenList: page }) => {
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.fill("SHOP");
  await expect(labels(page)).toHaveText(["Alpha job"]);
  await search.fill("gamma");
  await expect(page.getByText("No token matches").filter({ visible: true })).toBeVisible();
  await page.getByRole("link", { name: "Search all tokens" }).click();
  await expect(labels(page)).toHaveText(["Gamma laptop"]);
  await search.fill("100%_of\\nothing");
  await expect(page.getByText("No token matches").filter({ visible: true })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(labels(page)).toHaveCount(4);
});

test("columns sort both ways, and head and select say which way they stand", async ({ tokenList: page }) => {
  const head = (name: string) => page.getByRole("columnheader", { name, exact: true });
  const sort = page.getByRole("combobox", { name: "Sort" });
  await expect(head("Created")).toHaveAttribute("aria-sort", "descending");
  await expect(sort.locator(":checked")).toHaveText("Newest first");
  await tab(page, "All").click();
  await head("Label").getByRole("link").click();
  await expect(labels(page)).toHaveText(["Alpha job", "Beta job", "Delta server", "Gamma laptop"]);
  await expect(head("Label")).toHaveAttribute("aria-sort", "ascending");
  await expect(sort.locator(":checked")).toHaveText("Label, A to Z");
  await head("Label").getByRole("link").click();
  await expect(labels(page)).toHaveText(["Gamma laptop", "Delta server", "Beta job", "Alpha job"]);
  await expect(head("Label")).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/o=-label/);
  await head("Last used").getByRole("link").click();
  await expect(labels(page).first()).toHaveText("Beta job");
});

test("rows are of one height and columns keep their widths, whatever the tokens say; what is cut off is told in full", async ({
  signedIn: page,
  person,
  db,
}) => {
  const description = "Deploys the shop and the blog each night, and tells the team in the morning what became of it";
  const organisation = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  const limits = [{ organisation_id: organisation.id, application_id: null, environment_id: null }];
  const long = await createToken(db, person, {
    label: "W".repeat(255),
    description,
    limits,
    createdAt: hoursFromNow(-800),
  });
  await addUsage(db, long.id, { requests: 7 });
  await createToken(db, person, { label: "Ending", createdAt: hoursFromNow(-800), expiresAt: hoursFromNow(30) });
  const shape = () =>
    page.getByRole("table", { name: "Access tokens" }).evaluate((table) => ({
      heights: [...table.querySelectorAll("tbody tr")].map((row) => Math.round(row.getBoundingClientRect().height)),
      widths: [...table.querySelectorAll("th")].map((head) => Math.round(head.getBoundingClientRect().width)),
    }));
  await page.goto("/account/access-tokens?status=all");
  await expect(labels(page)).toHaveCount(6);
  const all = await shape();
  // The last has no line below it.
  expect(Math.max(...all.heights) - Math.min(...all.heights)).toBeLessThanOrEqual(1);
  await page.getByRole("link", { name: "W".repeat(255) }).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tooltip")).toContainText(description);
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("Alpha");
  await expect(labels(page)).toHaveText(["Alpha job"]);
  expect((await shape()).widths).toEqual(all.widths);
});

test("a row's menu has what can be done with its token, and copies its id", async ({
  signedIn: page,
  person,
  db,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await createToken(db, person, { label: "Copied" });
  await page.goto("/account/access-tokens?status=all");
  const row = (label: string) => page.getByRole("row").filter({ hasText: label });
  await row("Delta server").getByRole("button", { name: "More actions for Delta server" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Open", "Copy ID"]);
  await page.keyboard.press("Escape");
  await row("Copied").getByRole("button", { name: "More actions for Copied" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Open", "Edit…", "Rotate…", "Copy ID", "Revoke…"]);
  await page.getByRole("menuitem", { name: "Copy ID" }).click();
  await expect(page.getByText("Identifier copied").first()).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.press("ControlOrMeta+v");
  await expect(search).toHaveValue(id);
  await search.fill("");
  await chooseInMenu(row("Copied"), "Open");
  await expect(page.getByRole("heading", { level: 1, name: "Copied" })).toBeVisible();
});

test("long lists have pages, which the address knows and revoking does not lose", async ({ page, person, db }) => {
  for (let i = 1; i <= 30; i++) await createToken(db, person, { label: `Runner ${String(i).padStart(2, "0")}` });
  await signInAs(page, person, { db, path: "/account/access-tokens?q=Runner&o=label" });
  await expect(labels(page)).toHaveCount(25);
  await expect(labels(page).first()).toHaveText("Runner 01");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(labels(page)).toHaveText(["Runner 26", "Runner 27", "Runner 28", "Runner 29", "Runner 30"]);
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("26–30 of 30");

  await chooseInMenu(page.getByRole("row").filter({ hasText: "Runner 30" }), "Revoke…");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(labels(page)).toHaveText(["Runner 26", "Runner 27", "Runner 28", "Runner 29"]);
  await expect(page).toHaveURL(/page=2/);
  // A page that is not there is the last one.
  const last = wordsOf(await (await page.request.get("/account/access-tokens?q=Runner&page=99")).text());
  expect(new Set(last.match(/Runner \d+/g))).toHaveProperty("size", 4);
});

test("on a phone a token is two or three lines, filters are one sheet, and what is done with several is at the thumb", async ({
  page,
  person,
  db,
}) => {
  for (let i = 0; i < 25; i++) {
    const expiresAt = i % 3 === 0 ? null : hoursFromNow(24 * (i + 20));
    const lastUse = i % 2 === 0 ? { at: hoursFromNow(-i - 1) } : undefined;
    await createToken(db, person, {
      label: `Phone ${i}`,
      purpose: i % 2 === 0 ? "shared_environment" : "ci_pipeline",
      description: "For the shop",
      expiresAt,
      ...(lastUse && { lastUse }),
    });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page, person, { db, path: "/account/access-tokens?q=Phone" });
  await expect(labels(page)).toHaveCount(25);
  await expectNoOverflow(page, "the list on a phone");
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(2_500);
  // A badge finds its place in one of them.
  await db.updateTable("access_token").set({ imported_at: new Date() }).where("user_id", "=", person.id).execute();
  await page.reload();
  await expect(page.getByRole("row").getByText("Imported")).toHaveCount(25);
  const rows = await page.getByRole("row").evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(Math.max(...rows)).toBeLessThan(90);
  const row = page.getByRole("row").filter({ hasText: "Phone 24" });
  await expect(row).toContainText(/Active.*Used.*Expires/);

  await page.getByRole("checkbox", { name: "Select Phone 24" }).check();
  const bar = page.getByRole("region", { name: "Selected tokens" });
  await expect(bar).toBeInViewport({ ratio: 1 });
  const { y = 0, height = 0 } = (await bar.boundingBox()) ?? {};
  expect(Math.round(y + height)).toBe(740);
  await bar.getByRole("button", { name: "Clear" }).click();

  await expect(page.getByRole("combobox", { name: "Filter by purpose" })).toBeHidden();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Filter by purpose" }).selectOption("CI pipeline");
  await expect(labels(page)).toHaveCount(12);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("combobox", { name: "Filter by purpose" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Filters 1 set" })).toBeVisible();
  await page.getByRole("link", { name: "Remove filter: CI pipeline" }).click();
  await expect(labels(page)).toHaveCount(25);
});

test("an organisation's list opens alike, and filters kept under a name are a link from then on", async ({
  page,
  person,
  db,
}) => {
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  await createOrganisationToken(db, agency, { label: "Nightly build", workflow: "nightly" });
  await createOrganisationToken(db, agency, { label: "Backup", lastUse: { at: hoursFromNow(-1) } });
  const path = `/organisations/${agency.slug}/access-tokens`;
  await signInAs(page, person, { db, path: `${path}?unused=never&o=label` });
  await expect(tabs(page)).toHaveText([/^Active/, /^Expired/, /^Revoked/, /^All/]);
  await expect(tab(page, "Active")).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "Save view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save view" });
  await dialog.getByLabel("Name").fill("Never used");
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog).toBeHidden();
  const views = page.getByRole("navigation", { name: "Saved views" });
  await expect(views.getByRole("link", { name: "Never used" })).toHaveAttribute("aria-current", "page");

  await page.goto(path);
  await views.getByRole("link", { name: "Never used" }).click();
  await expect(page).toHaveURL(`${path}?unused=never&o=label`);
  await expect(page.getByRole("combobox", { name: "Filter by use" })).toHaveValue("never");
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page.getByRole("combobox", { name: "Filter by use" })).toHaveValue("");
});

const labels = (page: Page) =>
  page
    .getByRole("row")
    .getByRole("link")
    .filter({ hasNotText: /^(Label|Status|Last used|Expires|Created)$/ });
const tabs = (page: Page) => page.getByRole("navigation", { name: "Filter by status" }).getByRole("link");
const tab = (page: Page, name: string) => tabs(page).filter({ hasText: name });
