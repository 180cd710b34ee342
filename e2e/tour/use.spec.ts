import { createTokens } from "./furnish-account";
import { expect, test } from "./walk";

test("a token's use, as chart and table, and narrowing to it are accessible in both themes, fit a phone and keep the policy", async ({
  signedIn: page,
  person,
  db,
  stop,
}) => {
  const { token } = await createTokens(db, person);
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(page.getByRole("application", { name: /Requests by day/ })).toBeVisible();
  await stop("a token, with its use as a chart");
  await page.getByRole("button", { name: "Show as table" }).click();
  await stop("a token, with its use as a table");
  await page.getByLabel("Used in the last").selectOption("30");
  await expect(page.getByRole("list", { name: "Scopes and when they were used" })).toContainText("not used");
  await page.getByRole("button", { name: "Narrow to what is used" }).click();
  await expect(page.getByRole("dialog", { name: "Narrow to what is used" })).toContainText("would have been denied");
  await stop("the dialog that narrows a token");
});
