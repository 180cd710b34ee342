import { expectNoOverflow } from "./accessible";
import { test } from "./fixtures";
import { tourOrganisation } from "./organisation-tour";
import { tourSetUp, tourSignedIn, tourSignedOut } from "./tour";

test.slow();
test.use({ viewport: { width: 360, height: 740 } });

test("no page that a stranger can see is wider than a phone of 360 px", async ({ page, expectConsoleError }) => {
  expectConsoleError(/status of 404/);
  await tourSignedOut(page, (where) => expectNoOverflow(page, where));
});

test("setting an instance up is possible on a phone of 360 px", async ({ page, freshServer }) => {
  await tourSetUp(page, freshServer, (where) => expectNoOverflow(page, where));
});

test("no page or dialog of the dashboard is wider than a phone of 360 px", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  await tourSignedIn(page, person, db, (where) => expectNoOverflow(page, where));
});

test("no page or dialog of an organisation is wider than a phone of 360 px", async ({ page, person, db }) => {
  await tourOrganisation(page, person, db, (where) => expectNoOverflow(page, where));
});
