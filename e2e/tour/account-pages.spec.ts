import { startLogin } from "@/lib/device-login/start";
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
    "/device?user_code=WDJB-MJHT",
    `/organisations/${slug}`,
    `/organisations/${slug}/access-tokens?group=team`,
    `/organisations/${slug}/access-tokens/sweeps?before=2026-01-01T00:00&personal=1`,
    "/docs/errors",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await stop(path);
  }
  const started = await startLogin(db, { device_name: "build-host" }, { address: "198.51.100.7", userAgent: "curl/8" });
  if (started.status !== "started") throw new Error(started.status);
  await page.goto("/device");
  await page.getByLabel("Code").fill(started.userCode);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Allow this login?" })).toBeVisible();
  await page.getByLabel("Chosen scopes").check();
  await stop("/device, a login");
});
