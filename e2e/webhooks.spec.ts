import { Webhook } from "standardwebhooks";
import { startReceiver } from "@/test/webhook/receiver";
import { expect, signInAs, test } from "./fixtures";
import { breakEach, CONNECTION_BROKE } from "./lost-connection/break";
import { organisationOf } from "./tour/furnish-organisation";

const HERE = "app/(dashboard)/organisations/[slug]/webhooks";

// No dialog moves: each is opened to be broken.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a webhook is added, tested, paused, given another secret and deleted, though the connection breaks each time", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const receiver = await startReceiver();
  const { slug } = await organisationOf(db, person);
  await signInAs(page, person, { db, path: `/organisations/${slug}/webhooks` });
  await expect(page.getByRole("heading", { name: "No webhooks yet" })).toBeVisible();
  let secret = "";
  const store = async () => {
    const dialog = page.getByRole("dialog");
    secret = await dialog.getByLabel("Signing secret").inputValue();
    await dialog.getByLabel("I have stored this secret").check();
    await dialog.getByRole("button", { name: "Done" }).click();
  };
  await breakEach(page, [
    {
      form: `${HERE}/add-webhook.tsx#createWebhookAction`,
      open: async () => {
        await page.getByRole("button", { name: "Add webhook" }).first().click();
        await page.getByRole("dialog").getByLabel("Token leaked").check();
      },
      fill: { URL: receiver.url, Description: "Chat of the team" },
      press: "Add webhook",
      done: store,
    },
  ]);
  await expect(page.getByRole("heading", { level: 1, name: "Chat of the team" })).toBeVisible();
  await expect(page.getByText("Shown once, stored encrypted")).toBeVisible();
  await breakEach(page, [
    {
      form: `${HERE}/[uuid]/controls.tsx#sendTestAction`,
      press: "Send test",
      done: "Test sent",
    },
  ]);
  const deliveries = page.getByRole("region", { name: /^Deliveries/ });
  await expect(deliveries.getByText("Delivered")).toBeVisible();
  const [message] = await receiver.until(1);
  expect(new Webhook(secret).verify(message?.body ?? "", message?.headers as Record<string, string>)).toMatchObject({
    type: "webhook.test",
    data: { organisation: { slug } },
  });
  await breakEach(page, [
    {
      form: `${HERE}/[uuid]/replay-button.tsx#replayDeliveryAction`,
      press: /^Send again/,
      done: "Delivery sent again",
    },
  ]);
  const [first, second] = await receiver.until(2);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  await breakEach(page, [
    {
      form: `${HERE}/[uuid]/controls.tsx#editWebhookAction`,
      open: "Edit",
      fill: { Description: "Chat" },
      press: "Save",
      done: "Webhook saved",
    },
    {
      form: `${HERE}/[uuid]/controls.tsx#replaceSecretAction`,
      open: "Replace secret…",
      press: "Replace secret",
      done: async () => {
        await page.getByRole("dialog").getByLabel("I have stored this secret").check();
        // A ticked box counts, whichever way the dialog goes.
        await page.goBack();
        await expect(page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
        await page.goForward();
        await expect(page.getByText("Replaced; the old one also signs")).toBeVisible();
        await expect(page.getByText("Secret not stored")).toBeHidden();
      },
    },
    { form: `${HERE}/[uuid]/controls.tsx#pauseWebhookAction`, press: "Pause", done: "Webhook paused" },
    { form: `${HERE}/[uuid]/controls.tsx#resumeWebhookAction`, press: "Resume", done: "Webhook resumed" },
    {
      form: `${HERE}/[uuid]/controls.tsx#deleteWebhookAction`,
      open: "Delete…",
      press: "Delete webhook",
      done: async () => await expect(page.getByRole("heading", { name: "No webhooks yet" })).toBeVisible(),
    },
  ]);
  await receiver.stop();
});
