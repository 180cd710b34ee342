import { createTokens } from "./furnish-account";
import { expect, test } from "./walk";

test("every page of a person's tokens is accessible in both themes, fits a phone and keeps its policy", async ({
  tokenList: page,
  person,
  db,
  stop,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  await expect(page.getByRole("heading", { level: 1, name: "Access tokens" })).toBeVisible();
  await stop("access tokens, none yet");
  // Before there are tokens: what expires soon rings it.
  await page.getByRole("button", { name: /^Notifications/ }).click();
  // With the notices that the instance itself made of the dates of these tokens, or with none yet.
  const bell = page.getByRole("dialog", { name: "Notifications" });
  await expect(bell.getByText("Nothing yet.").or(bell.getByRole("listitem").first())).toBeVisible();
  await stop("the bell");
  await page.keyboard.press("Escape");

  const { token, revoked } = await createTokens(db, person);
  for (const path of [
    "/",
    "/account/access-tokens",
    "/account/access-tokens?q=nothing-has-this",
    `/account/access-tokens/${token.id}`,
    `/account/access-tokens/${revoked.id}`,
    "/account/access-tokens/00000000-0000-7000-8000-000000000000",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await stop(path);
  }
});
