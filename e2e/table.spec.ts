import type { Page } from "playwright/test";
import { createToken } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { expect, signInAs, test } from "./fixtures";

const HOUR_MS = 60 * 60 * 1000;
const hoursFromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

test.beforeEach(async ({ db, person }) => {
  await createToken(db, person, { label: "Alpha job", purpose: "ci_pipeline", description: "of the shop" });
  await createToken(db, person, { label: "Beta job", purpose: "ci_pipeline", lastUse: { at: hoursFromNow(-2) } });
  await createToken(db, person, { label: "Gamma laptop", purpose: "local_development", expiresAt: hoursFromNow(-1) });
  await createToken(db, person, { label: "Delta server", revoked: { at: hoursFromNow(-3), reason: "sold" } });
});

test("search and filters narrow the list, live in the address, and Back undoes them", async ({ tokenList: page }) => {
  await expect(labels(page)).toHaveText(["Delta server", "Gamma laptop", "Beta job", "Alpha job"]);

  await page.getByRole("searchbox", { name: "Search tokens" }).fill("job");
  await expect(labels(page)).toHaveText(["Beta job", "Alpha job"]);
  await expect(page).toHaveURL(/\?q=job$/);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search tokens" })).toHaveValue("job");
  await expect(labels(page)).toHaveText(["Beta job", "Alpha job"]);
  await page.goBack();
  await expect(labels(page)).toHaveCount(4);
  await expect(page.getByRole("searchbox", { name: "Search tokens" })).toHaveValue("");

  for (const [status, label] of [
    ["Active", "Beta job"],
    ["Expired", "Gamma laptop"],
    ["Revoked", "Delta server"],
  ] as const) {
    await statusFilter(page, status).click();
    await expect(labels(page).first()).toHaveText(label);
    await expect(page).toHaveURL(new RegExp(`status=${status.toLowerCase()}`));
  }
  await statusFilter(page, "All").click();
  await page.getByRole("combobox", { name: "Filter by purpose" }).selectOption({ label: "Local development" });
  await expect(labels(page)).toHaveText(["Gamma laptop"]);
  await expect(page).toHaveURL(/purpose=local_development/);
});

test("a search finds what a description or a hint says, and says so when nothing fits", async ({ tokenList: page }) => {
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.fill("SHOP");
  await expect(labels(page)).toHaveText(["Alpha job"]);
  await search.fill("100%_of\\nothing");
  await expect(page.getByText("No token matches").filter({ visible: true })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(labels(page)).toHaveCount(4);
});

test("columns sort both ways, and say which way they stand", async ({ tokenList: page }) => {
  const head = (name: string) => page.getByRole("columnheader", { name, exact: true });
  await head("Label").getByRole("link").click();
  await expect(labels(page)).toHaveText(["Alpha job", "Beta job", "Delta server", "Gamma laptop"]);
  await expect(head("Label")).toHaveAttribute("aria-sort", "ascending");
  await head("Label").getByRole("link").click();
  await expect(labels(page)).toHaveText(["Gamma laptop", "Delta server", "Beta job", "Alpha job"]);
  await expect(head("Label")).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/o=-label/);
  await head("Last used").getByRole("link").click();
  await expect(labels(page).first()).toHaveText("Beta job");
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

  await page.getByRole("row").filter({ hasText: "Runner 30" }).getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Runner 30" })).toContainText("Revoked");
  await expect(page).toHaveURL(/page=2/);
  // A page that is not there is the last one.
  const last = wordsOf(await (await page.request.get("/account/access-tokens?q=Runner&page=99")).text());
  expect(new Set(last.match(/Runner \d+/g))).toHaveProperty("size", 5);
});

const labels = (page: Page) =>
  page
    .getByRole("row")
    .getByRole("link")
    .filter({ hasNotText: /^(Label|Purpose|Status|Last used|Expires)$/ });
const statusFilter = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name });
