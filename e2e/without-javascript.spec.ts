import { linesWithSecret } from "@/test/database/dump";
import { addMember, createToken, createUser } from "@/test/fixtures";
import { expect, test } from "./fixtures";
import { rowOf } from "./token-pages";
import { organisationOf } from "./tour/furnish-organisation";

test.use({ javaScriptEnabled: false });

test("without JavaScript everything can be read, forms that work are there, buttons that do not are not, and a sentence says why", async ({
  signedIn: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/the server responded with a status of 404/);
  const noor = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const organisation = await organisationOf(db, person);
  await addMember(db, organisation, noor, "member");
  const { secret } = await createToken(db, person, { label: "Shop" });
  await createToken(db, noor, { label: "Noor's laptop" });
  const why = page.getByText("JavaScript is off, so buttons that need it");

  await page.goto("/");
  await expect(page.getByRole("link", { name: "All access tokens" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Create token" })).toHaveCount(0);

  await page.goto("/account/access-tokens");
  await expect(why).toBeVisible();
  await expect(rowOf(page, "Shop")).toBeVisible();
  // *Apply* stands in a `noscript`, which a browser shows, and one whose scripts are only held back does not.
  const buttons = page.getByRole("button").filter({ visible: true, hasNotText: "Apply" });
  await expect(buttons).toHaveCount(0);

  // A search is sent, with what else is chosen; a secret stays out of the address.
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.fill(`Bearer ${secret}`);
  await page.getByRole("combobox", { name: "Filter by purpose" }).selectOption("Other");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(search).toHaveAccessibleDescription(/looks like a secret.*neither searched for nor kept/);
  await expect(page).toHaveURL(/\/account\/access-tokens\?purpose=other&/);
  expect(linesWithSecret([...asked, await page.content()], secret)).toEqual([]);
  await search.fill("no such token");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("No token matches").filter({ visible: true })).toBeVisible();
  await expect(page).toHaveURL(/\?q=no\+such\+token&/);
  await expect(page.getByText("looks like a secret")).toHaveCount(0);

  // What fails once the page has begun never comes, and no script says so.
  const members = `/organisations/${organisation.slug}/members`;
  const lost = page.getByText("Part of this page hasn’t loaded. If it doesn’t appear: This page failed on our side");
  await page.route(`**${members}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('id="S:', 'id="lost:') });
  });
  await page.goto(members);
  await expect(lost).toBeVisible();
  await page.unroute(`**${members}`);

  // What streams in stands between the head of the page and its foot.
  await page.goto(members);
  await expect(lost).toBeHidden();
  await expect(why).toBeVisible();
  await expect(rowOf(page, "Noor Haddad")).toContainText(/member/i);
  await expect(buttons).toHaveCount(0);
  const top = async (name: "main" | "contentinfo" | "table") => (await page.getByRole(name).boundingBox())?.y ?? 0;
  expect(await top("table")).toBeGreaterThan(await top("main"));
  expect(await top("table")).toBeLessThan(await top("contentinfo"));

  await page.goto(`/organisations/${organisation.slug}/access-tokens`);
  await expect(rowOf(page, "Noor's laptop").getByText("Noor's laptop").filter({ visible: true })).toBeVisible();
  await expect(buttons).toHaveCount(0);

  await page.goto(`/organisations/${organisation.slug}/access-tokens/${organisation.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await page.getByRole("link", { name: "My access tokens" }).click();
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Profile" }).click();
  await page.getByLabel("First name").fill("Renée");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Renée");
  const { first_name } = await db
    .selectFrom("user")
    .select("first_name")
    .where("id", "=", person.id)
    .executeTakeFirstOrThrow();
  expect(first_name).toBe("Renée");
});
