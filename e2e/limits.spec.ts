import { once } from "node:events";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { createApplication, createOrganisation, createToken } from "@/test/fixtures";
import { expect, test } from "./fixtures";
import {
  chooseEverything,
  chooseInMenu,
  createDialog,
  finishReveal,
  openAdvanced,
  revealedSecret,
  rowOf,
} from "./token-pages";

const HOUR_MS = 60 * 60 * 1000;

test("a token is limited to less at once, and to more with the password", async ({ signedIn: page, person, db }) => {
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "member" }] });
  const site = await createApplication(db, agency, { name: "Site" });
  const limits = [
    { organisation_id: agency.id, application_id: site.id, environment_id: site.environments.test ?? "" },
  ];
  const token = await createToken(db, person, { label: "Preview", limits });
  await signedInAnHourAgo(db, person);
  await page.goto("/account/access-tokens");
  const row = rowOf(page, "Preview");
  await expect(row).toContainText("Harbour › Site › test");

  await chooseInMenu(row, "Edit…");
  const dialog = page.getByRole("dialog", { name: "Edit token" });
  const search = dialog.getByRole("combobox", { name: "Add an organisation, application or environment" });
  await search.fill("site live");
  await dialog.getByRole("option", { name: "Harbour › Site › live" }).click();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByLabel("Password")).toBeFocused();
  expect(await limitsOf(token.id)).toHaveLength(1);
  await dialog.getByLabel("Password").fill(person.password);
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  expect(await limitsOf(token.id)).toHaveLength(2);

  await row.getByRole("button", { name: "+1 more limits" }).click();
  await expect(page.getByRole("dialog", { name: "Limited to" }).getByRole("listitem")).toHaveText([
    "Harbour › Site › test",
    "Harbour › Site › live",
  ]);

  async function limitsOf(id: string) {
    return await db.selectFrom("access_token_limit").select("environment_id").where("token_id", "=", id).execute();
  }
});

test("a link fills in what a token is limited to, and says what is not reached", async ({
  signedIn: page,
  person,
  db,
}) => {
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "member" }] });
  const site = await createApplication(db, agency, { name: "Site" });
  const foreign = await createApplication(db, await createOrganisation(db), { name: "Foreign" });
  await page.goto(`/account/access-tokens?create=1&label=CI&application=${site.id},${foreign.id}`);
  const dialog = createDialog(page);
  await expect(dialog.getByRole("list", { name: "Chosen" })).toHaveText("Harbour › Site (all environments)");
  await expect(dialog).toContainText(`You have no access to the application “${foreign.id}”.`);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/account\/access-tokens$/);

  await page.goto(`/account/access-tokens?create=1&label=CI&application=${foreign.id}`);
  await expect(dialog.getByRole("radio", { name: "Only what I choose" })).toBeChecked();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog).toContainText("Choose at least one organisation, application or environment.");
});

test("a token for one's own address works from there, and from nowhere else", async ({ signedIn: page, server }) => {
  await page.goto("/account/access-tokens?create=1&label=Office");
  const dialog = createDialog(page);
  await expect(dialog).toBeVisible();
  await chooseEverything(dialog);
  await openAdvanced(dialog);
  const before = await dialog.innerText();
  await dialog.getByRole("radio", { name: "Only these" }).check();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByLabel("Allowed networks")).toHaveAccessibleDescription(/at least one network/);

  await dialog.getByLabel("Allowed networks").fill("10.0.0.0/8\nthe office");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByLabel("Allowed networks")).toHaveAccessibleDescription(/Line 2: “the” is not an IP address/);
  await expect(dialog.getByLabel("Allowed networks")).toBeFocused();

  await dialog.getByLabel("Allowed networks").fill("10.0.0.0/8");
  await dialog.getByRole("button", { name: "Add my address" }).click();
  await expect(dialog.getByLabel("Allowed networks")).toHaveValue(/^10\.0\.0\.0\/8\n(::\/64|127\.0\.0\.1)$/);
  const here = (await dialog.getByLabel("Allowed networks").inputValue()).split("\n")[1] ?? "";
  expect(before).not.toContain(here);
  await dialog.getByRole("button", { name: "Create token" }).click();
  const secret = await revealedSecret(page);
  await finishReveal(page);
  const ask = (localAddress: string) => askFrom(localAddress, server.url, secret);
  expect(await ask(here === "::/64" ? "::1" : here)).toEqual([200, undefined]);
  expect(await ask(here === "::/64" ? "127.0.0.1" : "127.0.0.2")).toEqual([403, "network_not_allowed"]);
});

/** A machine has several addresses of its own: `GET /iam/v3/me/` from this one. */
async function askFrom(localAddress: string, url: string, secret: string): Promise<[number | undefined, unknown]> {
  const host = localAddress.includes(":") ? "::1" : "127.0.0.1";
  const headers = { Authorization: `Bearer ${secret}`, Host: new URL(url).host };
  const answer = get({ host, port: new URL(url).port, path: "/iam/v3/me/", localAddress, headers });
  const [response] = await once(answer, "response");
  return [response.statusCode, JSON.parse(await text(response)).code];
}

async function signedInAnHourAgo(db: Kysely<Database>, person: { id: string }): Promise<void> {
  await db
    .updateTable("session")
    .set({ authenticated_at: new Date(Date.now() - HOUR_MS) })
    .where("user_id", "=", person.id)
    .execute();
}
