import type { Page, Route } from "playwright/test";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { addUsage } from "@/test/usage";
import { expect, test } from "./fixtures";

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("nothing of a list of tokens moves while it loads, be it one's own or an organisation's, short or longer than the window", async ({
  signedIn: page,
  person,
  db,
}) => {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      const root = document.documentElement;
      const sum = list.getEntries().reduce((total, entry) => total + Number(Reflect.get(entry, "value")), 0);
      root.dataset.shift = String(Number(root.dataset.shift ?? 0) + sum);
    }).observe({ type: "layout-shift", buffered: true });
  });
  // Fonts that come after the first of the page has been seen, as on a slow line.
  await page.route("**/*.woff2", async (route) => {
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    await route.continue();
  });
  const { slug } = await createOrganisation(db, { members: [{ user: person, role: "owner" }] });
  for (const count of [2, 23]) {
    for (let n = 0; n < count; n++) await createToken(db, person, { label: `Job ${count} ${n}` });
    for (const path of ["/account/access-tokens", `/organisations/${slug}/access-tokens`]) {
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      const shift = await page.evaluate(async () => {
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        return Number(document.documentElement.dataset.shift ?? 0);
      });
      // What a person cannot see: a hundredth of the window.
      expect(shift, `${path} with ${count} more`).toBeLessThan(0.01);
    }
  }
});

test("a dialog that cannot be loaded says so, and opens at the next try", async ({
  signedIn: page,
  expectConsoleError,
}) => {
  expectConsoleError(NOT_LOADED);
  await page.goto("/account/access-tokens");
  await page.waitForLoadState("networkidle");
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  const create = page.getByRole("button", { name: "Create token" });
  await create.click();
  await expect(page.getByText("Part not loaded").first()).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.unroute("**/_next/static/**/*.js");
  await create.click();
  await expect(page.getByRole("dialog", { name: "Create access token" })).toBeVisible();
});

test("toasts that cannot be loaded stand below each other with their buttons, and the next one is whole again", async ({
  signedIn: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(NOT_LOADED);
  const [ana, ben] = [await createUser(db, { firstName: "Ana" }), await createUser(db, { firstName: "Ben" })];
  const { slug } = await createOrganisation(db, {
    members: [
      { user: person, role: "owner" },
      { user: ana, role: "member" },
      { user: ben, role: "member" },
    ],
  });
  const path = `/organisations/${slug}/members`;
  const mend = await answerLater(page, path, (route) => route.abort());
  await page.goto(path);
  const role = (name: string) => page.getByRole("combobox", { name: `Role of ${name}` });
  const plain = (name: string) => page.getByRole("alert").filter({ hasText: name });
  for (const name of ["Ana", "Ben"]) {
    await role(name).selectOption("Guest");
    await expect(plain(name)).toContainText("Role changed");
  }
  // A click finds nothing in its way.
  await plain("Ana").getByRole("button", { name: "Dismiss" }).click();
  await expect(plain("Ana")).toHaveCount(0);
  await plain("Ben").getByRole("button", { name: "Undo" }).click();
  await expect(plain("Ben")).toContainText("is now a member");
  await expect(role("Ben")).toHaveValue("member");

  await mend();
  await role("Ana").selectOption("Member");
  await expect(page.getByRole("listitem").filter({ hasText: "Role changed" }).filter({ hasText: "Ana" })).toBeVisible();
});

test("what is asked for before it can be is said to be on its way, then to have failed, and comes at the next try", async ({
  signedIn: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(NOT_LOADED);
  const token = await createToken(db, person, { scopes: ["tokens:read", "deployments:read"] });
  await addUsage(db, token.id, { scope: "tokens:read", daysAgo: 40 });
  await addUsage(db, token.id, { scope: "deployments:read" });
  let giveUp = () => {};
  const given = new Promise<void>((resolve) => (giveUp = resolve));
  const path = `/account/access-tokens/${token.id}`;
  const mend = await answerLater(page, path, (route) => given.then(() => route.abort()));
  await page.goto(path);
  const scopes = page.getByRole("region", { name: "Scopes in use" });
  const rotation = page.getByRole("region", { name: "Rotation" });
  await expect(scopes).toContainText("Every scope is in use");
  await scopes.getByLabel("Used in the last").selectOption("Last 30 days");
  await expect(scopes.locator("[aria-busy=true]")).toContainText("tokens:read");
  await expect(rotation).not.toContainText("may be out of date");

  giveUp();
  await expect(scopes).toContainText("The server didn’t respond");
  await expect(scopes.locator("[aria-busy=true]")).toHaveCount(0);
  await expect(rotation).toContainText("may be out of date");

  await mend();
  await scopes.getByRole("button", { name: "Try again" }).click();
  await expect(scopes.getByRole("listitem").filter({ hasText: "tokens:read" })).toContainText("not used");
  await expect(rotation).not.toContainText("may be out of date");
});

test("what Escape or a second click takes back while it is still loading does not open, until it is asked for again", async ({
  signedIn: page,
}) => {
  await page.goto("/account/access-tokens");
  await page.waitForLoadState("networkidle");
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const here = "**/_next/static/**/*.js";
  await page.route(here, async (route) => {
    await held;
    await route.continue();
  });
  const create = page.getByRole("button", { name: "Create token" });
  const loaded = page.waitForResponse(here);
  for (let click = 0; click < 2; click++) await page.getByRole("button", { name: /^Notifications/ }).click();
  await create.click();
  await page.keyboard.press("Escape");
  letGo();
  await (await loaded).finished();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(create).toBeFocused();
  await create.press("Enter");
  await expect(page.getByRole("dialog", { name: "Create access token" })).toBeVisible();
});

test("menu, bell and dialog open with the first press of a key, and the menu at its first item", async ({
  signedIn: page,
}) => {
  await page.goto("/account/access-tokens");
  const menu = page.getByRole("button", { name: /user menu/ });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Profile" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();

  const bell = page.getByRole("button", { name: /^Notifications/ });
  await bell.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Notifications" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bell).toBeFocused();
});

test("a page is loaded ahead once the pointer or the focus comes to its link, and no page before", async ({
  signedIn: page,
}) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"]) ahead.push(new URL(request.url()).pathname);
  });
  await page.goto("/account/access-tokens");
  await page.waitForLoadState("networkidle");
  expect(ahead).toEqual([]);
  const banner = page.getByRole("banner");
  await banner.getByRole("link", { name: "Docs" }).hover();
  await expect.poll(() => ahead).toContain("/docs");
  // What was left again is not asked for with each refresh of the page.
  await page.getByRole("heading", { level: 1 }).hover();
  await page.waitForLoadState("networkidle");
  ahead.length = 0;
  const refreshed = page.waitForResponse((response) => new URL(response.url()).pathname === "/account/access-tokens");
  await page.evaluate(() => Reflect.get(Reflect.get(window, "next"), "router").refresh());
  await refreshed;
  await page.waitForLoadState("networkidle");
  expect(ahead).toEqual([]);
  await page.getByRole("contentinfo").getByRole("link", { name: "API reference" }).focus();
  await expect.poll(() => ahead).toContain("/docs/api");
  expect(new Set(ahead)).toEqual(new Set(["/docs/api"]));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
});

const NOT_LOADED = /Failed to load resource|ChunkLoadError|Loading chunk/;

/** Answer for the scripts that the page at `path` loads after itself: those that it does not name. Returns how to leave it to the server again. */
async function answerLater(page: Page, path: string, answer: (route: Route) => Promise<void>) {
  const document = await (await page.request.get(path)).text();
  const isLater = ({ pathname }: URL) => pathname.endsWith(".js") && !document.includes(pathname);
  await page.route(isLater, answer);
  return () => page.unroute(isLater);
}
