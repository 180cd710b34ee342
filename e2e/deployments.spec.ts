import { createApplication, createOrganisation, createToken } from "@/test/fixtures";
import { api } from "@/test/http/api";
import { expect, signInAs, test } from "./fixtures";

test("a deployment is started on the page, and shown live as a job reports on it, to its end", async ({
  page,
  person,
  db,
}) => {
  const harbour = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  const application = await createApplication(db, harbour);
  const job = await createToken(db, person, { label: "Deploy job", scopes: ["deployments:write"] });
  await signInAs(page, person, { db, path: `/organisations/${harbour.slug}/applications/${application.slug}` });
  await expect(page.getByRole("heading", { name: "No deployments of test yet" })).toBeVisible();
  await page.getByRole("button", { name: "Deploy…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deployment of test");
  await expect(page.getByText("Nothing has been logged yet.")).toBeVisible();

  const uuid = new URL(page.url()).pathname.split("/").at(-1);
  const report = async (body: object) => {
    const answer = await api(`/apps/v3/deployments/${uuid}/`, { method: "PATCH", token: job.secret, body });
    expect(answer.status).toBe(200);
  };
  const lines = (name: string) => Array.from({ length: 60 }, (_, n) => `${name} ${n}\n`).join("");
  const log = page.getByRole("log");
  const fromEnd = () => log.evaluate((frame) => frame.scrollHeight - frame.scrollTop - frame.clientHeight);
  const progress = page.getByRole("progressbar", { name: "Deployed" });
  await report({ percent: 40, log: lines("build") });
  await expect(progress).toHaveAttribute("aria-valuenow", "40");
  await expect(page.getByRole("region", { name: "Progress" }).getByRole("status")).toContainText("Running");
  await expect(log).toContainText("build 59");
  await expect.poll(fromEnd).toBeLessThan(2);

  // Who reads what is above is left there.
  await log.focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("button", { name: "Follow" })).toBeVisible();
  // The way there takes some frames.
  await expect.poll(() => log.evaluate((frame) => frame.scrollTop)).toBe(0);
  await report({ percent: 70, log: lines("migrate") });
  await expect(log).toContainText("migrate 59");
  expect(await log.evaluate((frame) => frame.scrollTop)).toBe(0);
  await page.getByRole("button", { name: "Follow" }).click();
  await expect.poll(fromEnd).toBeLessThan(2);

  await report({ status: "succeeded", log: "done\n" });
  await expect(page.getByRole("region", { name: "Progress" }).getByRole("status")).toContainText("Succeeded");
  await expect(progress).toHaveAttribute("aria-valuenow", "100");
  await expect(log).toContainText("done");
  await expect(page.getByRole("button", { name: "Cancel deployment…" })).toHaveCount(0);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download log" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`deployment-${uuid}.log`);

  await page.getByRole("link", { name: application.name }).click();
  const row = page.getByRole("table", { name: "Deployments of test" }).getByRole("row").nth(1);
  await expect(row).toContainText("Succeeded");
  await expect(row).toContainText("you");
});
