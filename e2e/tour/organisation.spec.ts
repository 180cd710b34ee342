import { addMember, createUser } from "@/test/fixtures";
import { signInAs } from "../fixtures";
import { furnish, organisationOf, stopAtDialog } from "./furnish-organisation";
import { expect, test } from "./walk";

test("an organisation's applications, policy, activity, webhooks and settings are accessible in both themes, fit a phone and keep the policy", async ({
  page,
  person,
  db,
  stop,
}) => {
  const { base, application, deployment, webhook } = await furnish(db, person);
  await signInAs(page, person, { db, path: `${base}/applications` });
  await expect(page.getByRole("table", { name: "Applications" })).toBeVisible();
  await stop("applications");
  await page.goto(`${base}/applications/${application.slug}`);
  await page.getByRole("button", { name: "Add variable" }).click();
  await stopAtDialog(page, "Add variable to test", stop);
  await page.getByRole("button", { name: "Deploy…" }).click();
  await stopAtDialog(page, "Deploy test", stop);
  await stop("an application");
  await page.goto(`${base}/applications/${application.slug}/deployments/${deployment.id}`);
  await expect(page.getByRole("log")).toContainText("Step 1/9");
  await stop("a deployment under way");

  await page.goto(`${base}/policy`);
  await page.getByRole("checkbox", { name: "An expiration date is required" }).check();
  await page.getByRole("button", { name: "Save draft and try it" }).click();
  await expect(page.getByRole("table", { name: /^Blocked by/ })).toBeVisible();
  await stop("a policy, with a draft and its dry run");

  await page.goto(`${base}/activity`);
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  await stop("the activity of an organisation");

  await page.goto(`${base}/webhooks`);
  await page.getByRole("button", { name: "Add webhook" }).click();
  await stopAtDialog(page, "Add webhook", stop);
  await stop("webhooks");
  await page.goto(`${base}/webhooks/${webhook}`);
  await page.getByText("Message and attempts").first().click();
  await stop("a webhook, with its deliveries");

  // The last owner is offered no way out.
  await addMember(db, await organisationOf(db, person), await createUser(db), "owner");
  await page.goto(`${base}/settings`);
  await page.getByRole("button", { name: "Leave organisation…" }).click();
  await stopAtDialog(page, "Leave organisation", stop, "alertdialog");
  await stop("the settings of an organisation");
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "New organisation" }).click();
  await expect(page.getByRole("dialog").getByRole("textbox", { name: "Name" })).toBeFocused();
  await stopAtDialog(page, "New organisation", stop);
});
