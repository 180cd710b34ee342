import { expectAccessible } from "./accessible";
import { test } from "./fixtures";
import { tourOrganisation } from "./organisation-tour";
import { tourSetUp, tourSignedIn, tourSignedOut } from "./tour";

// The themes differ in nothing but colours.
const THEMES = [
  { theme: "light", rules: undefined },
  { theme: "dark", rules: ["color-contrast", "link-in-text-block"] },
];

for (const { theme, rules } of THEMES) {
  test.describe(`in the ${theme} theme`, () => {
    // Axe takes a second for each of some thirty stops, and several where the machine is busy.
    test.setTimeout(900_000);
    test.use({ contextOptions: { reducedMotion: "reduce" } });

    test.beforeEach(async ({ context, server }) => {
      await context.addCookies([{ name: "theme", value: theme, url: server.url }]);
    });

    test("axe finds nothing on any page that a stranger can see", async ({ page, expectConsoleError }) => {
      expectConsoleError(/status of 404/);
      await tourSignedOut(page, (where) => expectAccessible(page, where, rules));
    });

    test("axe finds nothing while an instance is set up", async ({ page, context, freshServer }) => {
      await context.addCookies([{ name: "theme", value: theme, url: freshServer.url }]);
      await tourSetUp(page, freshServer, (where) => expectAccessible(page, where, rules));
    });

    test("axe finds nothing on any page or dialog of the dashboard", async ({
      page,
      person,
      db,
      expectConsoleError,
    }) => {
      expectConsoleError(/status of 404/);
      await tourSignedIn(page, person, db, (where) => expectAccessible(page, where, rules));
    });

    test("axe finds nothing on any page or dialog of an organisation", async ({ page, person, db }) => {
      await tourOrganisation(page, person, db, (where) => expectAccessible(page, where, rules));
    });
  });
}
