import { afterAll, expect, test } from "vitest";
import { listSavedViews } from "@/db/organisation/saved-view";
import { createTestDatabase } from "@/test/database/database";
import { createMember, createOrganisation, createOrganisationToken, createUser } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { deleteView } from "./delete";
import { saveViewInput } from "./input";
import { renameView } from "./rename";
import { MOST_VIEWS, saveView } from "./save";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function scene() {
  const organisation = await createOrganisation(db);
  const someone = async (role: "owner" | "member" | "guest") => {
    const user = await createMember(db, organisation, role);
    const owner = { organisationId: organisation.id, userId: user.id };
    return { user, principal: await signIn(db, user), views: () => listSavedViews(db, owner) };
  };
  return { organisation, ona: await someone("owner"), noor: await someone("member"), gus: await someone("guest") };
}

const UNUSED = { name: "Unused", query: "unused=90" };

test("whoever sees the list saves, renames and deletes views of their own, and nobody else has any part in them", async () => {
  const { organisation, ona, noor, gus } = await scene();
  const saved = await saveView(db, ona.principal, organisation.id, UNUSED);
  if (saved.status !== "saved") throw new Error(saved.status);
  const target = { organisationId: organisation.id, viewId: saved.view.id };
  for (const other of [noor, gus]) {
    expect(await renameView(db, other.principal, target, { name: "Mine" })).toEqual({ status: "view_not_found" });
    expect(await deleteView(db, other.principal, target)).toEqual({ status: "view_not_found" });
    expect((await saveView(db, other.principal, organisation.id, UNUSED)).status).toBe("saved");
  }
  const stranger = await signIn(db, await createUser(db));
  expect(await saveView(db, stranger, organisation.id, UNUSED)).toEqual({ status: "not_found" });
  expect(await renameView(db, stranger, target, { name: "Mine" })).toEqual({ status: "not_found" });
  expect(await deleteView(db, stranger, target)).toEqual({ status: "not_found" });

  expect((await renameView(db, ona.principal, target, { name: "Idle" })).status).toBe("renamed");
  expect(await ona.views()).toEqual([{ id: saved.view.id, name: "Idle", query: "unused=90" }]);
  expect(await deleteView(db, ona.principal, target)).toEqual({ status: "deleted" });
  expect(await deleteView(db, ona.principal, target)).toEqual({ status: "view_not_found" });
  expect(await ona.views()).toEqual([]);
  expect(await noor.views()).toHaveLength(1);
});

test("a view in another organisation is not found there", async () => {
  const { organisation, ona } = await scene();
  const elsewhere = await createOrganisation(db, { members: [{ user: ona.user, role: "owner" }] });
  const principal = await signIn(db, ona.user);
  const saved = await saveView(db, principal, organisation.id, UNUSED);
  if (saved.status !== "saved") throw new Error(saved.status);
  const target = { organisationId: elsewhere.id, viewId: saved.view.id };
  expect(await renameView(db, principal, target, { name: "Moved" })).toEqual({ status: "view_not_found" });
  expect(await deleteView(db, principal, target)).toEqual({ status: "view_not_found" });
});

test("a name stands for one view, in whatever case, and there are so many of them", async () => {
  const { organisation, ona } = await scene();
  const taken = { status: "invalid", fields: { name: ["You already have a view with this name."] } };
  await saveView(db, ona.principal, organisation.id, UNUSED);
  expect(await saveView(db, ona.principal, organisation.id, { ...UNUSED, name: "UNUSED" })).toEqual(taken);
  const second = await saveView(db, ona.principal, organisation.id, { name: "Guests", query: "role=guest" });
  if (second.status !== "saved") throw new Error(second.status);
  const target = { organisationId: organisation.id, viewId: second.view.id };
  expect(await renameView(db, ona.principal, target, { name: "unused" })).toEqual(taken);
  expect((await renameView(db, ona.principal, target, { name: "GUESTS" })).status).toBe("renamed");
  for (let n = 2; n < MOST_VIEWS; n++) {
    await saveView(db, ona.principal, organisation.id, { name: `View ${n}`, query: "reach=all" });
  }
  expect(await saveView(db, ona.principal, organisation.id, { name: "One more", query: "reach=all" })).toEqual({
    status: "too_many_views",
  });
});

test("views go with the membership, and a change of role leaves them", async () => {
  const { organisation, noor } = await scene();
  await saveView(db, noor.principal, organisation.id, UNUSED);
  const membership = { organisation_id: organisation.id, user_id: noor.user.id };
  await db
    .updateTable("membership")
    .set({ role: "guest" })
    .where("user_id", "=", membership.user_id)
    .where("organisation_id", "=", membership.organisation_id)
    .execute();
  expect(await noor.views()).toHaveLength(1);
  await db
    .deleteFrom("membership")
    .where("user_id", "=", membership.user_id)
    .where("organisation_id", "=", membership.organisation_id)
    .execute();
  expect(await noor.views()).toEqual([]);
});

test("a secret in the name or in a filter is never saved, also percent-encoded", async () => {
  const { organisation } = await scene();
  const { secret } = await createOrganisationToken(db, organisation);
  const errors = (input: { name: string; query: string }) =>
    saveViewInput.safeParse(input).error?.issues.map(({ path }) => path[0]);
  expect(errors({ name: "Unused", query: "unused=90" })).toBeUndefined();
  expect(errors({ name: `My ${secret}`, query: "unused=90" })).toEqual(["name"]);
  for (const query of [`q=${secret}`, `assigned=workflow%3A${secret.replaceAll("_", "%5F")}`]) {
    expect(errors({ name: "Unused", query })).toEqual(["query"]);
  }
  expect(errors({ name: " ", query: "" })).toEqual(["name", "query"]);
  expect(errors({ name: "un\u202eused", query: "unused=90" })).toEqual(["name"]);
});
