import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { createApplication, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { sharedServer, startServer } from "@/test/server";
import { sessionCookieOf } from "@/test/session-cookie";
import { expect, test } from "./fixtures";
import { createDialog, finishReveal, revealedSecret, rowOf } from "./token-pages";

const HOUR_MS = 60 * 60 * 1000;

test("a token is limited to less at once, and to more with the password", async ({ signedIn: page, person, db }) => {
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "member" }] });
  const site = await createApplication(db, agency, { name: "Site" });
  const limits = [{ organisationId: agency.id, applicationId: site.id, environmentId: site.environments.test ?? "" }];
  const token = await createToken(db, person, { label: "Preview", limits });
  await signedInAnHourAgo(db, person);
  await page.goto("/account/access-tokens");
  const row = rowOf(page, "Preview");
  await expect(row).toContainText("Harbour › Site › test");

  await row.getByRole("button", { name: "Edit" }).click();
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

  await row.getByRole("button", { name: "And 1 more that it is limited to" }).click();
  await expect(page.getByRole("dialog", { name: "What it is limited to" }).getByRole("listitem")).toHaveText([
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
  await expect(dialog).toContainText(`You reach no application “${foreign.id}”.`);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/account\/access-tokens$/);

  await page.goto(`/account/access-tokens?create=1&label=CI&application=${foreign.id}`);
  await expect(dialog.getByRole("radio", { name: "Only what I choose" })).toBeChecked();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog).toContainText("Choose at least one thing that the token reaches.");
});

test("a token for one's own address works from there, and from nowhere else", async ({ page, db }) => {
  test.slow();
  const [here, outside] = ["192.0.2.44", "198.51.100.9"];
  // Both servers have one database; this one is behind a proxy that says from where a request comes.
  const { databaseUrl } = sharedServer();
  const server = await startServer({ env: { DATABASE_URL: databaseUrl, TRUSTED_PROXIES: "127.0.0.0/8, ::1" } });
  try {
    const person = await createUser(db);
    const cookie = await sessionCookieOf(db, person);
    await page.context().addCookies([{ ...cookie, url: server.url, httpOnly: true, sameSite: "Lax" }]);
    await page.context().setExtraHTTPHeaders({ "X-Forwarded-For": here });
    await page.goto(`${server.url}/account/access-tokens?create=1&label=Office`);
    const dialog = createDialog(page);
    await expect(dialog).not.toContainText(here);
    await dialog.getByRole("radio", { name: "Only these" }).check();
    await dialog.getByRole("button", { name: "Create token" }).click();
    await expect(dialog.getByLabel("Allowed networks")).toHaveAccessibleDescription(/at least one network/);

    await dialog.getByLabel("Allowed networks").fill("10.0.0.0/8\nthe office");
    await dialog.getByRole("button", { name: "Create token" }).click();
    await expect(dialog.getByLabel("Allowed networks")).toHaveAccessibleDescription(/Line 2: “the” is no IP address/);
    await expect(dialog.getByLabel("Allowed networks")).toBeFocused();

    await dialog.getByLabel("Allowed networks").fill("10.0.0.0/8");
    await dialog.getByRole("button", { name: "Add my address" }).click();
    await expect(dialog.getByLabel("Allowed networks")).toHaveValue(`10.0.0.0/8\n${here}`);
    await dialog.getByRole("button", { name: "Create token" }).click();
    const secret = await revealedSecret(page);
    await finishReveal(page);
    const call = async (address: string) => {
      const headers = { Authorization: `Bearer ${secret}`, "X-Forwarded-For": address };
      const answer = await fetch(`${server.url}/iam/v3/me/`, { headers });
      return [answer.status, (await answer.json()).code];
    };
    expect(await call(here)).toEqual([200, undefined]);
    expect(await call(outside)).toEqual([403, "network_not_allowed"]);
  } finally {
    await page.close();
    await server.stop();
  }
});

async function signedInAnHourAgo(db: Kysely<Database>, person: { id: string }): Promise<void> {
  await db
    .updateTable("session")
    .set({ authenticated_at: new Date(Date.now() - HOUR_MS) })
    .where("user_id", "=", person.id)
    .execute();
}
