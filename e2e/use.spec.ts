import type { Page } from "playwright/test";
import { createToken } from "@/test/fixtures";
import { addUsage } from "@/test/usage";
import { expect, test } from "./fixtures";
import { afterPoll, rowOf } from "./token-pages";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
/** How often the page of a token asks for its use. */
const POLL_MS = 10_000;
const use = (page: Page) => page.getByRole("region", { name: "Use", exact: true });
const denials = (page: Page) => use(page).getByRole("list", { name: "Why requests were denied" }).getByRole("listitem");

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a call shows on the page of its token within seconds, allowed or denied, with its address and what sent it", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Fresh", scopes: ["deployments:read"] });
  await page.clock.install();
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(use(page)).toContainText("Its first request shows up here within seconds");

  const ask = (path: string) =>
    fetch(`${server.url}${path}`, { headers: { Authorization: `Bearer ${token.secret}`, "User-Agent": "curl/8.5.0" } });
  expect((await ask("/iam/v3/me/")).status).toBe(200);
  expect((await ask("/iam/v3/access-tokens/")).status).toBe(403);

  await afterPoll(page, POLL_MS, (soon) =>
    expect(use(page)).toContainText("2 requests in the last 90 days, 1 denied", soon),
  );
  await expect(denials(page)).toHaveText([/^1\s*A scope was missing$/]);
  const sources = use(page).getByRole("table", { name: "Sources of the secret" });
  await expect(sources.getByRole("row")).toHaveCount(2);
  await expect(sources.getByRole("row").last()).toContainText(
    /curl 8\.5\.0.*(127\.0\.0\.1|::1).*GET \/iam\/v3\/access-tokens\/.*1, 1 denied/,
  );
  await page.reload();
  const activity = page.getByRole("region", { name: "Activity" });
  await expect(activity).toContainText("Request denied: a scope was missing (tokens:read)");
  await expect(activity).not.toContainText("operator");
});

test("ninety days are drawn, said in words, walked through by the arrow keys, and there as a table", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person, { label: "Busy" });
  await addUsage(db, token.id, { daysAgo: 0, requests: 1_000 });
  await addUsage(db, token.id, { daysAgo: 40, requests: 173 });
  await addUsage(db, token.id, { daysAgo: 1, requests: 30, outcome: "token_expired" });
  await addUsage(db, token.id, { daysAgo: 2, requests: 1, outcome: "insufficient_scope", scope: "tokens:write" });
  await addUsage(db, token.id, { daysAgo: 91, requests: 9_999 });
  await page.goto(`/account/access-tokens/${token.id}`);

  await expect(use(page)).toContainText("1,204 requests in the last 90 days, 31 denied");
  await expect(denials(page)).toHaveText([/^30\s*The token had expired$/, /^1\s*A scope was missing$/]);

  const chart = use(page).getByRole("application", { name: /Requests by day/ });
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await expect(use(page).getByRole("status").filter({ hasText: "allowed" })).toHaveText(/\d{4}\d+ allowed/);

  // Screen readers have the numbers whatever is shown.
  const table = use(page).getByRole("table", { name: "Requests by day" });
  await expect(table.getByRole("row")).toHaveCount(5);
  await use(page).getByRole("button", { name: "Show as table" }).click();
  await expect(chart).toBeHidden();
  await expect(table.getByRole("row")).toHaveCount(5);
  await expect(table.getByRole("row").nth(1)).toHaveText(/1,0000$/);
  await expect(table.getByRole("row").nth(2)).toHaveText(/030$/);
  await expect(table.getByRole("row").nth(4)).toHaveText(/1730$/);
  await use(page).getByRole("button", { name: "Show as chart" }).click();
  await expect(chart).toBeVisible();
});

test("nothing of the chart moves, neither when it comes nor when the pointer goes over it", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person);
  for (let day = 0; day < 60; day++) await addUsage(db, token.id, { daysAgo: day, requests: day + 1 });
  // A bar that grows is drawn again with each frame: ten frames of sixty bars are many times what is allowed below.
  await page.addInitScript(() => {
    const redrawn = new MutationObserver((records) => {
      const root = document.documentElement;
      root.dataset.redrawn = String(Number(root.dataset.redrawn ?? 0) + records.length);
    });
    redrawn.observe(document, { subtree: true, attributes: true, attributeFilter: ["d", "height", "y"] });
  });
  await page.goto(`/account/access-tokens/${token.id}`);
  const chart = use(page).getByRole("application");
  await expect(chart).toBeVisible();
  await expect(chart.locator("g").first().locator("rect")).toHaveCount(60);
  // Whoever looks at a chart moves the pointer on; a single movement may come before the page listens.
  await expect(async () => {
    await chart.hover({ position: { x: 300, y: 60 } });
    await expect(use(page).getByRole("status").filter({ hasText: "allowed" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const redrawn = await page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
    return Number(document.documentElement.dataset.redrawn ?? 0);
  });
  expect(redrawn).toBeLessThan(60);
});

test("the chart comes with the page, for the days that one chooses, also without a script", async ({
  browser,
  signedIn: page,
  person,
  db,
  baseURL,
}) => {
  const token = await createToken(db, person, { label: "Used" });
  await addUsage(db, token.id, { requests: 3 });
  await addUsage(db, token.id, { daysAgo: 20, requests: 4 });
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const plain = await context.newPage();
  await plain.goto(`/account/access-tokens/${token.id}`);
  const chart = use(plain).getByRole("application", { name: /Requests by day/ });
  await expect(chart.locator("g").first().locator("rect")).toHaveCount(2);
  await use(plain).getByRole("link", { name: "7 days" }).click();
  await expect(plain).toHaveURL(/\?days=7#use$/);
  await expect(use(plain)).toContainText("3 requests in the last 7 days");
  await expect(chart.locator("g").first().locator("rect")).toHaveCount(1);
  await context.close();

  await page.goto(`/account/access-tokens/${token.id}`);
  await use(page).getByRole("button", { name: "Show as table" }).click();
  await use(page).getByRole("link", { name: "7 days" }).click();
  await expect(use(page)).toContainText("3 requests in the last 7 days");
  await expect(use(page).getByRole("link", { name: "7 days" })).toHaveAttribute("aria-current", "true");
  // It is the same page: what was chosen there stays.
  await expect(use(page).getByRole("button", { name: "Show as chart" })).toBeVisible();
});

test("a token's page is printed without its shell and with nothing to press, black on white in either theme", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person, { label: "On paper" });
  await addUsage(db, token.id, { requests: 3 });
  await page.goto(`/account/access-tokens/${token.id}`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("heading", { level: 1, name: "On paper" })).toBeVisible();
  await expect(use(page).getByRole("application")).toBeVisible();
  await expect(page.getByRole("button").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole("combobox").filter({ visible: true })).toHaveCount(0);
  for (const landmark of ["banner", "navigation", "contentinfo"] as const) {
    await expect(page.getByRole(landmark).filter({ visible: true })).toHaveCount(0);
  }
  const { color, backgroundColor } = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return { color, backgroundColor };
  });
  expect([color, backgroundColor]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
});

test("the list says of each active token that nothing uses it, and finds those", async ({
  signedIn: page,
  person,
  db,
}) => {
  await createToken(db, person, { label: "Made today" });
  await createToken(db, person, { label: "Forgotten", createdAt: daysAgo(2) });
  await createToken(db, person, { label: "Since a month", createdAt: daysAgo(200), lastUse: { at: daysAgo(31) } });
  await createToken(db, person, { label: "Since a quarter", createdAt: daysAgo(200), lastUse: { at: daysAgo(91) } });
  const busy = await createToken(db, person, { label: "Busy", createdAt: daysAgo(200), lastUse: { at: daysAgo(1) } });
  await addUsage(db, busy.id, { daysAgo: 1, requests: 12 });
  await page.goto("/account/access-tokens");
  await expect(rowOf(page, "Made today")).not.toContainText("Never used");
  await expect(rowOf(page, "Forgotten")).toContainText("Never used");
  await expect(rowOf(page, "Since a month")).toContainText("Unused for 30 days");
  await expect(rowOf(page, "Since a quarter")).toContainText("Unused for 90 days");
  await expect(
    rowOf(page, "Busy").getByRole("img", { name: "12 requests in 30 days, at most 12 on one, 0 today" }),
  ).toBeVisible();

  await page.getByLabel("Filter by use").selectOption("Unused for 30 days");
  await expect(page).toHaveURL(/\?unused=30$/);
  await expect(page.getByRole("link", { name: /^Since/ })).toHaveText(["Since a quarter", "Since a month"]);
  await expect(page.getByRole("row")).toHaveCount(3);
  await expect(page.getByLabel("Filter by use")).toHaveValue("30");
  await page.getByRole("link", { name: "Since a quarter" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Since a quarter" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Unused for 90 days");
});

test("when the server does not answer any more, the page keeps what it knows, says so, and asks again", async ({
  signedIn: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  const token = await createToken(db, person);
  await addUsage(db, token.id, { requests: 5 });
  await page.route("**/use?*", (route) => route.abort());
  await page.clock.install();
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(use(page)).toContainText("5 requests in the last 90 days");
  // It asks three times before it gives up.
  await afterPoll(page, POLL_MS, (soon) => expect(use(page)).toContainText("this may be out of date", soon));
  await expect(use(page)).toContainText("5 requests in the last 90 days");
  await page.unroute("**/use?*");
  await addUsage(db, token.id, { daysAgo: 1, requests: 2 });
  await use(page).getByRole("button", { name: "Try again" }).click();
  await expect(use(page)).toContainText("7 requests in the last 90 days");
  await expect(use(page)).not.toContainText("out of date");
});
