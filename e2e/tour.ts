import type { Page } from "@playwright/test";
import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { createToken, type TestUser } from "@/test/fixtures";
import { addSource, addUsage } from "@/test/usage";
import { ask, make, rotate } from "./api";
import { expect, signInAs } from "./fixtures";
import { createDialog, openCreateDialog, revealDialog, revealedSecret, rotation, rowOf } from "./token-pages";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** Pages that everybody may see, in the order that `tourSignedOut` visits them. */
const SIGNED_OUT = [
  "/",
  "/login",
  "/forgot-password",
  "/reset-password/no-code",
  "/signup",
  "/signup/no-code",
  "/setup",
  "/docs",
  "/docs/api",
  "/docs/errors",
  "/docs/agencies",
  "/docs/permissions",
  "/no-such-page",
];

type AtEach = (where: string) => Promise<void>;

/** Visit every page that a stranger can see, and call `atEach` when it is there. */
export async function tourSignedOut(page: Page, atEach: AtEach): Promise<void> {
  for (const path of SIGNED_OUT) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await atEach(`${path}, signed out`);
  }
  await page.goto("/login");
  await page.getByLabel("E-mail").fill("nobody@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await atEach("/login, refused");
}

/** Visit what a fresh instance shows until its first account is made, and call `atEach` when it is there. */
export async function tourSetUp(page: Page, server: { url: string; setupLink: string }, atEach: AtEach): Promise<void> {
  await page.goto(`${server.url}/setup`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await atEach("/setup without a code");
  await page.goto(server.setupLink);
  await atEach("/setup");
  await page.getByLabel("E-mail").fill("ada@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("password1234");
  await page.getByLabel("Organisation").fill("Harbour Studio");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await atEach("/setup, refused");
}

/** Visit every page and every dialog of a person who has tokens in every status, and call `atEach` when it is there. */
export async function tourSignedIn(page: Page, person: TestUser, db: Kysely<Database>, atEach: AtEach): Promise<void> {
  await signInAs(page, person, { db });
  await expect(page.getByRole("heading", { level: 1, name: "Access tokens" })).toBeVisible();
  await atEach("access tokens, none yet");
  // Before there are tokens: what expires soon rings it.
  await page.getByRole("button", { name: /^Notifications/ }).click();
  // With the notices that the instance itself made of the dates of these tokens, or with none yet.
  const bell = page.getByRole("dialog", { name: "Notifications" });
  await expect(bell.getByText("Nothing yet.").or(bell.getByRole("listitem").first())).toBeVisible();
  await atEach("the bell");
  await page.keyboard.press("Escape");

  const { token, revoked } = await createTokens(db, person);
  const organisation = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .select("organisation.slug")
    .where("membership.user_id", "=", person.id)
    .executeTakeFirstOrThrow();
  const pages = [
    "/",
    "/account/access-tokens",
    "/account/access-tokens?q=nothing-has-this",
    `/account/access-tokens/${token.id}`,
    `/account/access-tokens/${revoked.id}`,
    "/account/access-tokens/00000000-0000-7000-8000-000000000000",
    "/account/profile",
    "/account/security",
    "/account/activity",
    "/account/activity?q=nothing-has-this&period=days",
    "/login?fresh=1",
    `/organisations/${organisation.slug}`,
    `/organisations/${organisation.slug}/access-tokens?group=team`,
    `/organisations/${organisation.slug}/access-tokens/sweeps?before=2026-01-01T00:00&personal=1`,
    "/docs/errors",
  ];
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await atEach(path);
  }
  await tourUse(page, token, atEach);
  await tourRotation(page, person, db, atEach);
  await tourDialogs(page, token, atEach);
}

async function tourUse(page: Page, token: { id: string }, atEach: AtEach) {
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(page.getByRole("application", { name: /Requests by day/ })).toBeVisible();
  await atEach("a token, with its use as a chart");
  await page.getByRole("button", { name: "Show as table" }).click();
  await atEach("a token, with its use as a table");
  await page.getByLabel("Used in the last").selectOption("30");
  await expect(page.getByRole("list", { name: "Scopes and their use" })).toContainText("not used");
  await page.getByRole("button", { name: "Narrow to what is used" }).click();
  await expect(page.getByRole("dialog", { name: "Narrow to what is used" })).toContainText("would have been refused");
  await atEach("the dialog that narrows a token");
  await page.keyboard.press("Escape");
}

async function tourRotation(page: Page, person: TestUser, db: Kysely<Database>, atEach: AtEach) {
  const { origin } = new URL(page.url());
  const caller = await createToken(db, person, { label: "Admin" });
  const token = await createToken(db, person, { label: "Moves over", expiresAt: daysFromNow(4) });
  const path = `/account/access-tokens/${token.id}`;
  await page.goto(`${path}?rotate=1`);
  const dialog = page.getByRole("dialog", { name: "Rotate token" });
  await expect(dialog).toBeVisible();
  await atEach("the rotate dialog");
  await dialog.getByRole("radio", { name: "It leaked: replace now" }).check();
  await atEach("the rotate dialog, for a leak");
  await page.keyboard.press("Escape");

  const fresh = await rotate(origin, caller.secret, token.id);
  await page.goto(path);
  await expect(rotation(page)).toContainText("waits for its first use");
  await atEach("a token whose new secret waits");
  await rotation(page).getByRole("button", { name: "Cancel rotation" }).click();
  await expect(page.getByRole("dialog", { name: "Cancel the rotation" })).toBeVisible();
  await atEach("the dialog that cancels a rotation");
  await page.keyboard.press("Escape");

  await ask(origin, fresh, "python-requests/2.32.3");
  await ask(origin, token.secret, "GitHub-Actions/2.317 (linux; x64) python-requests/2.32.3");
  await expect(rotation(page)).toContainText("Still used by", { timeout: 30_000 });
  await atEach("a token in an overlap, with who uses which secret");
  for (const [button, name] of [
    ["End now", "End the overlap now"],
    ["Extend", "Extend the overlap"],
    ["A secret leaked", "Rotate token"],
  ] as const) {
    await rotation(page).getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await atEach(`${name}, of a token in an overlap`);
    await page.keyboard.press("Escape");
  }

  await make(origin, caller.secret, "Made by another token");
  await page.goto(`/account/access-tokens/${caller.id}`);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const revoke = page.getByRole("dialog", { name: "Revoke token" });
  await revoke.getByRole("radio", { name: /^It leaked/ }).check();
  await expect(revoke).toContainText("Made by another token");
  await atEach("the revoke dialog, for a leak");
  await revoke.getByRole("radio", { name: "Revoke", exact: true }).check();
  await revoke.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("button", { name: "Undo revoke" })).toBeVisible();
  await atEach("a token whose revoke can be undone");
}

async function tourDialogs(page: Page, token: { id: string; label: string; secret: string }, atEach: AtEach) {
  await page.goto("/account/access-tokens");
  await page.getByRole("button", { name: "User menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Profile" })).toBeVisible();
  await atEach("the user menu");
  await page.keyboard.press("Escape");

  await rowOf(page, token.label).getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog", { name: "Revoke token" })).toBeVisible();
  await atEach("the revoke dialog");
  await page.keyboard.press("Escape");

  await rowOf(page, token.label).getByRole("button", { name: "Edit" }).click();
  await expect(page.getByRole("dialog", { name: "Edit token" })).toBeVisible();
  await atEach("the edit dialog");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Find by secret" }).click();
  const find = page.getByRole("dialog", { name: "Find a token by its secret" });
  await find.getByLabel("Secret").fill(token.secret);
  await page.keyboard.press("Enter");
  await expect(find.getByRole("link", { name: "Open this token" })).toBeVisible();
  await atEach("the dialog that finds a token by its secret");
  await page.keyboard.press("Escape");

  for (const label of [token.label, "Expires soon"])
    await page.getByRole("checkbox", { name: `Select ${label}` }).check();
  await page.getByRole("button", { name: "Revoke 2 tokens" }).click();
  await expect(page.getByRole("dialog", { name: "Revoke 2 tokens" })).toBeVisible();
  await atEach("the dialog that revokes several tokens");
  await page.keyboard.press("Escape");

  await tourCreating(page, atEach);
}

async function tourCreating(page: Page, atEach: AtEach) {
  const dialog = await openCreateDialog(page);
  await atEach("the create dialog");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByLabel("Label")).toHaveAttribute("aria-invalid", "true");
  await atEach("the create dialog, refused");
  await dialog.getByLabel("Label").fill("W".repeat(255));
  await dialog.getByRole("radio", { name: "Chosen scopes" }).check();
  await dialog.getByLabel("Expiration").selectOption("custom");
  await dialog.getByRole("checkbox", { name: "deployments:write" }).check();
  await atEach("the create dialog, with scopes and a date of one's own");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await revealedSecret(page);
  await atEach("the reveal");
  await revealDialog(page).getByRole("checkbox", { name: "I have stored this token" }).check();
  await revealDialog(page).getByRole("button", { name: "Done" }).click();
  await expect(createDialog(page)).toBeHidden();
  await atEach("access tokens, with a label of 255 wide characters");
}

async function createTokens(db: Kysely<Database>, person: TestUser) {
  const lastUse = { at: daysFromNow(-1), userAgent: "GitHub-Actions/2.317 (linux; x64) python-requests/2.32.3" };
  await createToken(db, person, { label: "Old laptop", purpose: "local_development", expiresAt: daysFromNow(-3) });
  await createToken(db, person, { label: "Expires soon", purpose: "other", expiresAt: daysFromNow(2) });
  const revoked = await createToken(db, person, {
    label: "Leaked in a screenshot",
    purpose: "ci_pipeline",
    revoked: { at: daysFromNow(-2), kind: "leaked", reason: "It was visible in a talk" },
    lastUse,
  });
  const token = await createToken(db, person, {
    label: "Deploy to live",
    purpose: "ci_pipeline",
    description: "GitHub Actions of the shop and the blog",
    scopes: ["applications:read", "deployments:write"],
    createdAt: daysFromNow(-40),
    expiresAt: daysFromNow(50),
    lastUse,
  });
  await addUsage(db, token.id, { requests: 1_204, scope: "applications:read" });
  await addUsage(db, token.id, { daysAgo: 35, requests: 7, scope: "deployments:write" });
  await addUsage(db, token.id, { daysAgo: 3, requests: 31, outcome: "insufficient_scope", scope: "tokens:read" });
  await addSource(db, token.id);
  return { token, revoked };
}
