import { addMember, createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { expect, signInAs, test } from "./fixtures";
import { chooseInMenu, rowOf } from "./token-pages";

test("an admin withdraws a personal token's access: it is refused there with the reason, its owner hears of it, and given back it works", async ({
  page,
  db,
  server,
}) => {
  const admin = await createUser(db, { firstName: "Ada", lastName: "Lind" });
  const member = await createUser(db, { firstName: "Mika", lastName: "Berg" });
  const agency = await createOrganisation(db, { name: "Harbour" });
  const other = await createOrganisation(db, { name: "Elsewhere" });
  await addMember(db, agency, admin, "admin");
  for (const organisation of [agency, other]) await addMember(db, organisation, member, "member");
  const day = 24 * 60 * 60 * 1000;
  const token = await createToken(db, member, {
    label: "Mika's laptop",
    createdAt: new Date(Date.now() - 28 * day),
    expiresAt: new Date(Date.now() + 2 * day),
  });
  const call = async (organisation: { id: string }) => {
    const answer = await fetch(`${server.url}/iam/v3/organisations/${organisation.id}/access-tokens/`, {
      headers: { Authorization: `Bearer ${token.secret}` },
    });
    return { status: answer.status, text: await answer.text() };
  };
  expect((await call(agency)).status).toBe(200);

  await signInAs(page, admin, { db, path: `/organisations/${agency.slug}` });
  const needy = page.getByRole("region", { name: "Tokens that need attention" });
  await needy.getByRole("button", { name: "Withdraw" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw access" });
  await dialog.getByLabel("Reason").fill("The laptop is lost");
  await dialog.getByRole("button", { name: "Withdraw access" }).click();
  await expect(needy).not.toContainText("Mika's laptop");
  await needy.getByRole("link", { name: "All access tokens" }).click();
  const row = rowOf(page, "Mika's laptop");
  await expect(row).toContainText("Mika Berg");
  await expect(row).toContainText("Access withdrawn");
  await expect(row).toContainText("by Ada Lind: The laptop is lost");

  const refused = await call(agency);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("access_withdrawn");
  expect(refused.text).toContain("The laptop is lost");
  expect((await call(other)).status).toBe(200);

  const headers = { Cookie: await sessionHeaderOf(db, member) };
  const ownerReads = async (path: string) => {
    const answer = await fetch(`${server.url}/account/${path}`, { headers, redirect: "manual" });
    expect(answer.status).toBe(200);
    return await answer.text();
  };
  expect(wordsOf(await ownerReads("notifications"))).toContain(
    "Ada Lind withdrew the access of Mika's laptop to Harbour",
  );
  const ofToken = `access-tokens/${token.id}`;
  const [withdrawn = ""] =
    /<section[^>]* aria-label="Withdrawn access".*?<\/section>/s.exec(await ownerReads(ofToken)) ?? [];
  expect(wordsOf(withdrawn)).toContain("The laptop is lost");
  expect(wordsOf(await ownerReads("access-tokens"))).toMatch(/Mika's laptop.*No access to Harbour/);

  await chooseInMenu(row, "Restore access");
  await expect(row).not.toContainText("Access withdrawn");
  expect((await call(agency)).status).toBe(200);
  const after = await ownerReads(ofToken);
  expect(wordsOf(after)).toContain("Mika's laptop");
  expect(after).not.toContain("Withdrawn access");
  expect(await ownerReads("access-tokens")).not.toContain("No access to Harbour");
});

test("all tokens from before a moment are shown first, then dealt with in sight, and reported one by one", async ({
  page,
  db,
  server,
}) => {
  const owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  const member = await createUser(db, { firstName: "Mika", lastName: "Berg" });
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, owner, "owner");
  await addMember(db, agency, member, "member");
  const old = [];
  for (let n = 1; n <= 3; n++) old.push(await createToken(db, member, { label: `Old ${n}` }));
  const young = await createToken(db, member, { label: "Young" });
  await db
    .updateTable("access_token_secret")
    .set({ created_at: new Date("2026-01-01T00:00:00Z") })
    .where(
      "token_id",
      "in",
      old.map(({ id }) => id),
    )
    .execute();

  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/access-tokens` });
  await page.getByRole("link", { name: /^Withdraw by date/ }).click();
  await page.getByLabel("Created before").fill("2026-01-02T00:00");
  await expect(page.getByText("2 Jan 2026, 00:00 (UTC)")).toBeVisible();
  await page.getByRole("button", { name: "Preview tokens" }).click();
  await expect(page.getByRole("heading", { name: "3 tokens" })).toBeVisible();
  await expect(page.getByRole("table")).not.toContainText("Young");

  const start = page.getByRole("button", { name: "Withdraw the access of 3" });
  await expect(start).toBeDisabled();
  await page.getByLabel("Reason").fill("A laptop was stolen");
  await page.getByLabel("Type Harbour to confirm").fill("Harbour");
  await start.click();

  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress.getByRole("status")).toContainText("Done 3 of 3");
  const report = page.getByRole("table", { name: "Each token" });
  for (const { label } of old) {
    await expect(report.getByRole("row").filter({ hasText: label })).toContainText("Access withdrawn");
  }
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV", exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/^token-report-harbour.*\.csv$/);

  const call = async (secret: string) =>
    (
      await fetch(`${server.url}/iam/v3/organisations/${agency.id}/access-tokens/`, {
        headers: { Authorization: `Bearer ${secret}` },
      })
    ).status;
  expect(await call(old[0]?.secret ?? "")).toBe(403);
  expect(await call(young.secret)).toBe(200);
});

test("the organisation's own tokens are grouped by what they are for, opened and closed by keyboard; filters add up", async ({
  page,
  db,
}) => {
  const owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  const guest = await createUser(db, { firstName: "Gus", lastName: "Berg" });
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, owner, "owner");
  await addMember(db, agency, guest, "guest");
  await createToken(db, guest, { label: "Guest's laptop", scopes: ["applications:read"] });
  await createToken(db, guest, { label: "Guest's server" });
  await createOrganisationToken(db, agency, { label: "Nightly build", workflow: "nightly" });
  await createOrganisationToken(db, agency, { label: "Nightly deploy", workflow: "nightly" });
  await createOrganisationToken(db, agency, { label: "Backup" });

  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/access-tokens` });
  await page.getByRole("link", { name: "By workflow" }).click();
  const nightly = page.getByRole("group").filter({ hasText: "2 tokens" });
  await expect(nightly).toContainText("nightly");
  await expect(rowOf(page, "Nightly deploy")).toBeVisible();
  await nightly.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "Nightly deploy")).toBeHidden();
  await expect(rowOf(page, "Backup")).toBeVisible();

  await page.getByRole("link", { name: "List" }).click();
  await page.getByText("More filters").click();
  await page.getByLabel("Filter by owner’s role").selectOption("guest");
  await expect(page.getByText("2 tokens")).toBeVisible();
  await page.getByLabel("Filter by reach").selectOption("all");
  await expect(page.getByText("1 token", { exact: true })).toBeVisible();
  await expect(rowOf(page, "Guest's server")).toBeVisible();
  await page.getByRole("button", { name: "Guest's server", exact: true }).click();
  const about = page.getByRole("dialog", { name: "Guest's server" });
  await expect(about).toContainText(guest.email);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Guest's server", exact: true })).toBeFocused();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page.getByText("5 tokens", { exact: true })).toBeVisible();

  await chooseInMenu(rowOf(page, "Backup"), "Revoke…");
  await page.getByRole("dialog", { name: "Revoke token" }).getByRole("button", { name: "Revoke token" }).click();
  // What is pointed at does not go away.
  await page.getByRole("listitem").filter({ hasText: "Token revoked" }).hover();
  await expect(rowOf(page, "Backup")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, "Backup")).toBeVisible();
});
