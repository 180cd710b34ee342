import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { tourOrganisation } from "./organisation-tour";
import { tourSetUp, tourSignedIn, tourSignedOut } from "./tour";

// Axe takes a second for each of some thirty stops, and several where the machine is busy.
test.setTimeout(900_000);
test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "light" });

// The themes differ in nothing but colours.
const RULES_OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** Everything in the light theme, and the colours in the dark one, on the same page as it stands. */
async function inBothThemes(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ground, `${where} has a dark ground`).not.toBe(light);
  await expectAccessible(page, `${where}, dark`, RULES_OF_COLOURS);
  await page.emulateMedia({ colorScheme: "light" });
}

test("axe finds nothing on any page that a stranger can see, in either theme", async ({ page, expectConsoleError }) => {
  expectConsoleError(/status of 404/);
  await tourSignedOut(page, (where) => inBothThemes(page, where));
});

test("axe finds nothing while an instance is set up, in either theme", async ({ page, freshServer }) => {
  await tourSetUp(page, freshServer, (where) => inBothThemes(page, where));
});

test("axe finds nothing on any page or dialog of the dashboard, in either theme", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  await tourSignedIn(page, person, db, (where) => inBothThemes(page, where));
});

test("axe finds nothing on any page or dialog of an organisation, in either theme", async ({ page, person, db }) => {
  await tourOrganisation(page, person, db, (where) => inBothThemes(page, where));
});
