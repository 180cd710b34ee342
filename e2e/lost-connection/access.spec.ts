import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { addMember, createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "../fixtures";
import { chooseInMenu, rowOf } from "../token-pages";
import { breakEach, CONNECTION_BROKE } from "./break";

const HERE = "app/(dashboard)/organisations/[slug]";
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

test("a connection that breaks loses nothing of what ends the access of tokens", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const harbour = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  const noor = await createUser(db);
  await addMember(db, harbour, noor, "member");
  const laptop = await createToken(db, noor, { label: "Noor's laptop", createdAt: daysAgo(400) });
  const old = db.updateTable("access_token_secret").set({ created_at: daysAgo(400) });
  await old.where("token_id", "=", laptop.id).execute();
  await createOrganisationToken(db, harbour, { label: "Nightly build" });
  const path = `/organisations/${harbour.slug}/access-tokens`;
  await signInAs(page, person, { db, path });
  await breakEach(page, [
    {
      form: `${HERE}/access-tokens/withdraw/withdraw-dialog.tsx#withdrawAccessAction`,
      open: async () => await chooseInMenu(rowOf(page, "Noor's laptop"), "Withdraw access…"),
      fill: { Reason: "The laptop is lost" },
      press: "Withdraw access",
      done: "Access withdrawn",
    },
    {
      form: `${HERE}/access-tokens/withdraw/token-dialogs.tsx#restoreAccessAction`,
      press: async () => await chooseInMenu(rowOf(page, "Noor's laptop"), "Restore access"),
      done: "Access restored",
    },
    {
      form: `${HERE}/access-tokens/withdraw/revoke-dialog.tsx#revokeTokenAction`,
      open: async () => await chooseInMenu(rowOf(page, "Nightly build"), "Revoke…"),
      fill: { Reason: "It builds nothing any more" },
      press: "Revoke token",
      done: "Token revoked",
    },
  ]);
  await page.goto(`${path}?reach=all`);
  await breakEach(page, [
    {
      form: `${HERE}/access-tokens/views/view-dialog.tsx#saveViewAction`,
      open: "Save view",
      fill: { Name: "Everything" },
      press: "Save view",
      done: "View saved",
    },
    {
      form: `${HERE}/access-tokens/views/view-dialog.tsx#renameViewAction`,
      open: "Rename view Everything",
      fill: { Name: "Full access" },
      press: "Rename",
      done: "View renamed",
    },
    {
      form: `${HERE}/access-tokens/views/view-dialog.tsx#deleteViewAction`,
      open: "Delete view Full access",
      press: "Delete view",
      done: "View deleted",
    },
  ]);
  const before = daysAgo(100).toISOString().slice(0, 16);
  await page.goto(`${path}/sweeps?before=${before}&personal=1`);
  await breakEach(page, [
    {
      form: `${HERE}/access-tokens/sweeps/start-form.tsx#startBulkWithdrawalAction`,
      fill: { Reason: "The laptop is lost", "Type Harbour to confirm": "Harbour" },
      press: /^Withdraw/,
      done: async () => await expect(page).toHaveURL(/\/sweeps\/[0-9a-f-]{36}$/),
    },
  ]);
  const bulkWithdrawalId = await createFailedBulkWithdrawal(db, harbour, laptop);
  await page.goto(`${path}/sweeps/${bulkWithdrawalId}`);
  await breakEach(page, [
    {
      form: `${HERE}/access-tokens/sweeps/[uuid]/live-progress.tsx#retryBulkWithdrawalAction`,
      press: "Try again",
      done: async () => await expect(page.getByText("couldn’t be processed")).toHaveCount(0),
    },
  ]);
});

/** A bulk withdrawal that is through, but for one token. @returns its id */
async function createFailedBulkWithdrawal(db: Kysely<Database>, organisation: { id: string }, token: { id: string }) {
  const id = randomUUID();
  const what = { made_before: new Date(), includes_personal: true, includes_organisation: false };
  await db
    .insertInto("token_sweep")
    .values({ ...what, id, organisation_id: organisation.id, finished_at: new Date() })
    .execute();
  await db.insertInto("token_sweep_item").values({ sweep_id: id, token_id: token.id, outcome: "failed" }).execute();
  return id;
}
