import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/test/database";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createToken,
  createUser,
} from "@/test/fixtures";
import { signIn } from "@/test/session";
import { editToken } from "./edit";
import { nameLimits } from "./limit-names";
import { findReachable } from "./reachable";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function world() {
  const [organisation, elsewhere] = [await createOrganisation(db, { name: "Harbour" }), await createOrganisation(db)];
  const [site, shop] = [
    await createApplication(db, organisation, { name: "Site" }),
    await createApplication(db, organisation),
  ];
  const foreign = await createApplication(db, elsewhere, { name: "Foreign" });
  const [member, guest] = [await createUser(db), await createUser(db)];
  await addMember(db, organisation, member, "member");
  await addMember(db, organisation, guest, "guest");
  await addToApplication(db, organisation, site, guest, "read");
  return { organisation, site, shop, foreign, member, guest };
}

test("limits are named from the organisation down, and what belongs to another one is not, whatever its id is put behind", async () => {
  const { organisation, site, shop, foreign, member, guest } = await world();
  const names = async (who: { id: string }, application: string, environment?: string) => {
    const limit = { organisation: organisation.id, application, ...(environment === undefined ? {} : { environment }) };
    const [named] = await nameLimits(db, await signIn(db, who), [limit]);
    return named?.names;
  };
  expect(await names(member, site.id, site.environments.test)).toEqual(["Harbour", "Site", "test"]);
  expect(await names(member, foreign.id)).toEqual([]);
  expect(await names(member, site.id, foreign.environments.test)).toEqual([]);
  expect(await names(member, site.id, shop.environments.test)).toEqual([]);
  expect(await names(guest, site.id)).toEqual(["Harbour", "Site"]);
  expect(await names(guest, shop.id)).toEqual([]);
});

test("a guest finds to choose what he or she was added to, and a stranger's applications are found by nobody", async () => {
  const { site, guest, member } = await world();
  const found = async (who: { id: string }, search: string) =>
    (await findReachable(db, await signIn(db, who), search)).map(({ names }) => names.join(" "));
  expect(await found(guest, "")).toEqual(["Harbour", `Harbour ${site.name}`, "Harbour Site test", "Harbour Site live"]);
  expect(await found(member, "foreign")).toEqual([]);
});

test("a token with a limit that is no longer reached is still edited, and keeps it; nothing like it is added", async () => {
  const { organisation, site, shop, guest } = await world();
  const limit = (application: { id: string }) => ({
    organisationId: organisation.id,
    applicationId: application.id,
    environmentId: null,
  });
  const token = await createToken(db, guest, { limits: [limit(site), limit(shop)] });
  const principal = await signIn(db, guest);
  const kept = await editToken(db, principal, token.id, { label: "Renamed", limits: [limit(site), limit(shop)] });
  expect(kept.status).toBe("edited");
  const other = await createApplication(db, organisation);
  const added = await editToken(db, principal, token.id, { limits: [limit(site), limit(other)] });
  expect(added).toMatchObject({ status: "invalid", fields: { limits: expect.anything() } });
});
