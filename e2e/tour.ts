import type { Page } from "@playwright/test";
import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { createToken, type TestUser } from "@/test/fixtures";
import { expect, login } from "./fixtures";
import { createDialog, openCreateDialog, revealDialog, revealedSecret, rowOf } from "./token-pages";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** Pages that everybody may see, in the order that `tourSignedOut` visits them. */
const SIGNED_OUT = ["/", "/login", "/setup", "/docs/errors", "/no-such-page"];

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

/** Visit every page and every dialog of a person who has tokens in every status, and call `atEach` when it is there. */
export async function tourSignedIn(page: Page, person: TestUser, db: Kysely<Database>, atEach: AtEach): Promise<void> {
  await login(page, person);
  await expect(page.getByRole("heading", { level: 1, name: "Access tokens" })).toBeVisible();
  await atEach("access tokens, none yet");

  const token = await createTokens(db, person);
  const organisation = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .select("organisation.slug")
    .where("membership.user_id", "=", person.id)
    .executeTakeFirstOrThrow();
  const pages = [
    "/",
    "/account/access-tokens",
    `/account/access-tokens/${token.id}`,
    "/account/access-tokens/00000000-0000-7000-8000-000000000000",
    "/account/profile",
    "/account/security",
    `/organisations/${organisation.slug}`,
    "/docs/errors",
  ];
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await atEach(path);
  }
  await tourDialogs(page, token, atEach);
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

  const dialog = await openCreateDialog(page);
  await atEach("the create dialog");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByLabel("Label")).toHaveAttribute("aria-invalid", "true");
  await atEach("the create dialog, refused");
  await dialog.getByLabel("Label").fill("W".repeat(255));
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
  await createToken(db, person, {
    label: "Leaked in a screenshot",
    purpose: "ci_pipeline",
    revoked: { at: daysFromNow(-2), kind: "leaked", reason: "It was visible in a talk" },
    lastUse,
  });
  return await createToken(db, person, {
    label: "Deploy to live",
    purpose: "ci_pipeline",
    description: "GitHub Actions of the shop and the blog",
    scopes: ["applications:read", "deployments:write"],
    createdAt: daysFromNow(-40),
    expiresAt: daysFromNow(50),
    lastUse,
  });
}
