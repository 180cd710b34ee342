import type { Locator, Page } from "playwright/test";
import { createToken } from "@/test/fixtures";
import { expect, test } from "./fixtures";

const TOKENS = "/docs/api/access-tokens";
const endpoint = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("an endpoint is tried with a token that stays in the memory of the tab, and what changes something asks first", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 403/);
  const { secret } = await createToken(db, person, { label: "Mine", scopes: ["tokens:read"] });
  const doomed = await createToken(db, person, { label: "Doomed" });
  const sent: { method: string; url: string; cookie: boolean }[] = [];
  page.on("request", async (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith("/iam/")) return;
    sent.push({ method: request.method(), url: request.url(), cookie: "cookie" in (await request.allHeaders()) });
  });

  await page.goto(TOKENS);
  const me = endpoint(page, "GET /iam/v3/me/");
  await me.getByRole("button", { name: /^Try it/ }).click();
  await me.getByLabel("Token", { exact: true }).fill(`${secret}\n`);
  await me.getByRole("button", { name: "Send GET" }).click();
  await expect(me.getByRole("status").filter({ hasText: "200 OK" })).toBeVisible();
  await expect(me.getByRole("figure", { name: "response body" })).toContainText(`"email": "${person.email}"`);
  await me.getByText("Headers", { exact: true }).click();
  await expect(me.getByRole("figure", { name: "response headers" })).toContainText("x-request-id:");

  // Another form has the token already.
  const remove = endpoint(page, "DELETE /iam/v3/access-tokens/{uuid}/");
  await remove.getByRole("button", { name: /^Try it/ }).click();
  expect(await holds(remove, secret)).toBe(true);
  await remove.getByRole("button", { name: "Send DELETE" }).click();
  await expect(remove.getByLabel("uuid", { exact: true })).toBeFocused();
  await expect(remove.getByLabel("uuid", { exact: true })).toHaveAccessibleDescription(/Enter a uuid/);
  await remove.getByLabel("uuid", { exact: true }).fill(secret);
  await page.keyboard.press("Enter");
  await expect(remove.getByText("Keep secrets out of URLs")).toBeVisible();
  await remove.getByLabel("uuid", { exact: true }).fill(doomed.id);
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog", { name: "Send this DELETE?" });
  await expect(question).toContainText(`/iam/v3/access-tokens/${doomed.id}/`);
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  expect(sent.map(({ method }) => method)).toEqual(["GET"]);
  await remove.getByRole("button", { name: "Send DELETE" }).click();
  await question.getByRole("button", { name: "Send DELETE" }).click();
  await expect(remove.getByRole("status").filter({ hasText: "403" })).toBeVisible();
  await expect(remove.getByText('"code": "insufficient_scope"')).toBeVisible();

  // So has another page of the reference; nothing keeps it.
  await page.getByRole("navigation", { name: "Docs" }).getByRole("link", { name: "Teams" }).click();
  const teams = endpoint(page, "GET /iam/v3/organisations/{uuid}/teams/");
  await teams.getByRole("button", { name: /^Try it/ }).click();
  expect(await holds(teams, secret)).toBe(true);
  expect(sent.map(({ method, cookie }) => [method, cookie])).toEqual([
    ["GET", false],
    ["DELETE", false],
  ]);
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie, location.href]),
  );
  expect([stored, ...sent.map(({ url }) => url)].join().includes(secret)).toBe(false);
  await page.reload();
  await teams.getByRole("button", { name: /^Try it/ }).click();
  await expect(teams.getByLabel("Token", { exact: true })).toHaveValue("");
});

test("by keyboard a language is chosen for all examples, and an endpoint is searched for", async ({ page }) => {
  await page.goto(`${TOKENS}#getAccessToken`);
  const one = endpoint(page, "GET /iam/v3/access-tokens/{uuid}/");
  const other = endpoint(page, "GET /iam/v3/me/");
  const curl = one.getByRole("radio", { name: "curl" });
  await expect(one.getByText('curl "http')).toBeVisible();
  await curl.focus();
  const before = await top(curl);
  await page.keyboard.press("ArrowRight");
  await expect(one.getByRole("radio", { name: "Python" })).toBeFocused();
  await expect(other.getByText("requests.get(")).toBeVisible();
  expect(Math.abs((await top(curl)) - before)).toBeLessThan(2);
  // It is kept: the next page has it from the server.
  await page.goto("/docs/api/teams");
  await expect(page.getByRole("radio", { name: "Python" }).first()).toBeChecked();
  const search = page.getByRole("searchbox", { name: "Search the docs" }).first();
  await search.fill("deployment_ended");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /PATCH \/apps\/v3\/deployments/ }).press("Enter");
  await expect(page).toHaveURL(/\/docs\/api\/deployments#updateDeployment$/);
  await expect(endpoint(page, "PATCH /apps/v3/deployments/{uuid}/")).toBeInViewport();
});

/** Whether the form of an endpoint has this token. No failure prints it. */
async function holds(form: Locator, secret: string): Promise<boolean> {
  return (await form.getByLabel("Token", { exact: true }).inputValue()) === secret;
}

async function top(element: Locator): Promise<number> {
  return (await element.boundingBox())?.y ?? 0;
}
