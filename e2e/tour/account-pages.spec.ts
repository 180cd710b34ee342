import { createTokens } from "./furnish-account";
import { organisationOf } from "./furnish-organisation";
import { expect, test } from "./walk";

test("every other page of an account, and of an organisation of one, is accessible in both themes, fits a phone and keeps its policy", async ({
  signedIn: page,
  person,
  db,
  stop,
}) => {
  await createTokens(db, person);
  const { slug } = await organisationOf(db, person);
  for (const path of [
    "/account/profile",
    "/account/security",
    "/account/activity",
    "/account/activity?q=nothing-has-this&period=days",
    "/login?fresh=1",
    `/organisations/${slug}`,
    `/organisations/${slug}/access-tokens?group=team`,
    `/organisations/${slug}/access-tokens/sweeps?before=2026-01-01T00:00&personal=1`,
    "/docs/errors",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await stop(path);
  }
});
