import type { Page } from "playwright/test";
import { createToken } from "@/test/fixtures";
import { expectAccessible, expectNoOverflow } from "./accessible";
import { expect, test } from "./fixtures";
import { finishReveal, revealedSecret } from "./token-pages";

const daysFromNow = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000);
const row = (page: Page, label: string) => page.getByRole("listitem").filter({ hasText: label });

/** Presses a key at the moment at which a menu takes the focus, as early as the fastest hand could. */
const pressOnceInMenu = (page: Page, key: string) =>
  page.evaluate((key) => {
    const press = (event: FocusEvent) => {
      if (!(event.target as Element).closest("[role=menu]")) return;
      removeEventListener("focusin", press);
      queueMicrotask(() => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
    };
    addEventListener("focusin", press);
  }, key);

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("what needs attention is rotated, extended and revoked on the overview, by keyboard and on a phone", async ({
  signedIn: page,
  person,
  db,
}) => {
  const scopes = ["tokens:read"];
  const used = { scopes, lastUse: { at: daysFromNow(-1) } };
  await createToken(db, person, { ...used, label: "Fine", createdAt: daysFromNow(-9) });
  await createToken(db, person, {
    ...used,
    label: "Ending",
    createdAt: daysFromNow(-60),
    expiresAt: daysFromNow(3),
  });
  await createToken(db, person, { scopes, label: "Forgotten", createdAt: daysFromNow(-60) });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/");
  await expect(row(page, "Ending")).toContainText("Expires in 3 days");
  await expect(row(page, "Forgotten")).toContainText("Never used");
  await expect(row(page, "Fine")).toHaveCount(0);
  await expectAccessible(page, "the overview");
  await expectNoOverflow(page, "the overview");

  const menu = row(page, "Ending").getByRole("button", { name: "More actions for Ending" });
  await menu.focus();
  await pressOnceInMenu(page, "ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem")).toHaveText(["Open", "Edit…", "Extend…", "Rotate…", "Copy ID", "Revoke…"]);
  await expect(page.getByRole("menuitem", { name: "Edit…" })).toBeFocused();
  await page.getByRole("menuitem", { name: "Rotate…" }).press("Enter");
  const rotate = page.getByRole("dialog", { name: "Rotate token" });
  await expect(rotate.getByRole("radio", { name: "Planned rotation" })).toBeFocused();
  // While the menu fades out, a key may still be meant for it.
  await expect(page.getByRole("menu")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(rotate).toBeHidden();
  await expect(menu).toBeFocused();

  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rotate…" }).press("Enter");
  await rotate.getByRole("button", { name: /new secret|Generate secret/ }).click();
  await revealedSecret(page);
  await finishReveal(page);

  await row(page, "Ending").getByRole("button", { name: "Extend", exact: true }).press("Enter");
  const edit = page.getByRole("dialog", { name: "Edit token" });
  await expect(edit.getByLabel("Expiration")).toBeFocused();
  await edit.getByLabel("Expiration").selectOption("90d");
  await edit.getByRole("button", { name: "Save changes" }).press("Enter");
  await expect(row(page, "Ending")).toHaveCount(0);

  await row(page, "Forgotten").getByRole("button", { name: "Revoke", exact: true }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke token" }).press("Enter");
  await expect(row(page, "Forgotten")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Needs attention" })).toContainText("Nothing needs attention");
});
