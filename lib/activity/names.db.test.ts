import { afterAll, expect, test } from "vitest";
import { findActivityOfTarget } from "@/db/activity/activity";
import { editToken } from "@/lib/access-token/edit";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { createTestDatabase } from "@/test/database/database";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { listActivity } from "./account";
import { activityActor, actorText } from "./actor";
import { findActivityNames } from "./find-names";
import { tokenActivityMessage } from "./token-message";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function world() {
  const organisation = await createOrganisation(db, { name: "Harbour" });
  const site = await createApplication(db, organisation, { name: "Site" });
  const shop = await createApplication(db, organisation, { name: "Shop" });
  const [admin, guest] = [await createUser(db, { firstName: "Ada", lastName: "Lind" }), await createUser(db)];
  await addMember(db, organisation, admin, "admin");
  await addMember(db, organisation, guest, "guest");
  await addToApplication(db, organisation, site, guest, "read");
  const limit = (application: { id: string }, environmentId: string | null = null) => ({
    organisation_id: organisation.id,
    application_id: application.id,
    environment_id: environmentId,
  });
  /** What the activity of a token says that was changed, as someone reads it. */
  const changes = async (reader: { id: string }, token: { id: string }) => {
    const rows = await findActivityOfTarget(db, { type: "access_token", id: token.id }, 10);
    const names = await findActivityNames(db, await signIn(db, reader), rows);
    return rows.flatMap((row) => tokenActivityMessage(row, names).changes);
  };
  return { organisation, site, shop, admin, guest, limit, changes };
}

test("an entry names what a token was limited to for whoever reaches it, and counts the rest", async () => {
  const { site, shop, admin, guest, limit, changes } = await world();
  const token = await createToken(db, guest, { limits: [limit(site), limit(shop)] });
  await editToken(db, await signIn(db, guest), token.id, { limits: [limit(site, site.environments.test)] });
  const before = (text: string) => [{ field: "Access", before: { text }, after: { text: "Harbour › Site › test" } }];
  expect(await changes(guest, token)).toEqual(before("Harbour › Site, 1 you have no access to"));
  expect(await changes(admin, token)).toEqual(before("Harbour › Site, Harbour › Shop"));
  const stranger = await createUser(db);
  expect(await changes(stranger, token)).toEqual([
    { field: "Access", before: { text: "2 you have no access to" }, after: { text: "1 you have no access to" } },
  ]);
});

test("an entry names the team and the application that an organisation's token was given to", async () => {
  const { organisation, site, admin, changes } = await world();
  const team = await createTeam(db, organisation, { name: "Deployers" });
  const token = await createOrganisationToken(db, organisation, { applicationId: site.id });
  await editToken(db, await signIn(db, admin), token.id, { team: team.id });
  const given = [
    { field: "Team", before: null, after: { text: "Deployers" } },
    { field: "Application", before: { text: "Site" }, after: null },
  ];
  expect(await changes(admin, token)).toEqual(given);
  await db.deleteFrom("team").where("id", "=", team.id).execute();
  expect(await changes(admin, token)).toMatchObject([{ after: { text: "a deleted team" } }, {}]);
});

test("one's own activity names who did it, and of somebody else's token not even the label", async () => {
  const { organisation, admin, guest } = await world();
  const tool = await createOrganisationToken(db, organisation, { label: "sweeper", actsAs: "admin" });
  const token = await createToken(db, guest);
  const laptop = await createToken(db, admin, { label: "Ada’s laptop" });
  for (const actor of [
    { actor_user_id: admin.id, actor_token_id: null },
    { actor_user_id: admin.id, actor_token_id: laptop.id },
    { actor_user_id: null, actor_token_id: tool.id },
  ]) {
    await db
      .insertInto("activity")
      .values({
        id: crypto.randomUUID(),
        type: "access_token.access_withdrawn",
        user_id: guest.id,
        target_type: "access_token",
        target_id: token.id,
        ...actor,
      })
      .execute();
  }
  await revokeToken(db, await callerWith(db, token.secret), { id: token.id, reason: "" });
  const { rows } = await listActivity(db, await signIn(db, guest), {});
  expect(rows.map((row) => actorText(activityActor(row, guest.id))).toSorted()).toEqual([
    "Ada Lind",
    "Ada Lind, with an access token",
    "a token of Harbour",
    "the token itself",
  ]);
});
