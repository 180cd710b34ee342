import { expectAccessible } from "./accessible";
import { test } from "./fixtures";
import { tourSignedIn, tourSignedOut } from "./tour";

for (const theme of ["light", "dark"]) {
  test.describe(`in the ${theme} theme`, () => {
    test.slow();
    test.use({ contextOptions: { reducedMotion: "reduce" } });

    test.beforeEach(async ({ context, server }) => {
      await context.addCookies([{ name: "theme", value: theme, url: server.url }]);
    });

    test("axe finds nothing on any page that a stranger can see", async ({ page, expectConsoleError }) => {
      expectConsoleError(/status of 404/);
      await tourSignedOut(page, (where) => expectAccessible(page, where));
    });

    test("axe finds nothing on any page or dialog of the dashboard", async ({
      page,
      person,
      db,
      expectConsoleError,
    }) => {
      expectConsoleError(/status of 404/);
      await tourSignedIn(page, person, db, (where) => expectAccessible(page, where));
    });
  });
}
