import { afterAll, expect, test } from "vitest";
import { editToken } from "@/lib/access-token/edit";
import { readTokenForm } from "@/lib/access-token/form/read-form";
import { editTokenInput } from "@/lib/access-token/input";
import { listTokens } from "@/lib/access-token/list";
import { createTestDatabase } from "@/test/database/database";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { nameLimits, nameLimitsOfTokens } from "./limit-names";
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
  await db.updateTable("application").set({ name: "Regio\u0301n" }).where("id", "=", site.id).execute();
  expect(await found(guest, "regi\u00f3n")).toContain("Harbour Regio\u0301n");
});

test("a token with a limit that is no longer reached is still edited, and keeps it; nothing like it is added", async () => {
  const { organisation, site, shop, guest } = await world();
  const limit = (application: { id: string }) => ({
    organisation_id: organisation.id,
    application_id: application.id,
    environment_id: null,
  });
  const token = await createToken(db, guest, { limits: [limit(site), limit(shop)] });
  const principal = await signIn(db, guest);
  const kept = await editToken(db, principal, token.id, { label: "Renamed", limits: [limit(site), limit(shop)] });
  expect(kept.status).toBe("edited");
  const other = await createApplication(db, organisation);
  const added = await editToken(db, principal, token.id, { limits: [limit(site), limit(other)] });
  expect(added).toMatchObject({ status: "invalid", fields: { limits: expect.anything() } });
});

const NEWEST = { order: { field: "created_at", descending: true }, page: 1, pageSize: 25 } as const;

test("the tokens of a page are named with what each is limited to, in its order, and with nothing that is not known to the person", async () => {
  const { organisation, site, shop, guest } = await world();
  const limit = (application: { id: string }, environmentId: string | null = null) => ({
    organisation_id: organisation.id,
    application_id: application.id,
    environment_id: environmentId,
  });
  const all = await createToken(db, guest);
  const empty = await createToken(db, guest, { limits: [] });
  const one = await createToken(db, guest, { limits: [limit(site, site.environments.test), limit(shop)] });
  const other = await createToken(db, guest, { limits: [limit(site)] });
  const principal = await signIn(db, guest);
  const { tokens } = await listTokens(db, principal, { ...NEWEST, filter: { personal: true } });
  const named = await nameLimitsOfTokens(db, principal, tokens);
  const names = (token: { id: string }) => named.get(token.id)?.map((choice) => choice.names);
  expect(names(all)).toBeUndefined();
  expect(names(empty)).toEqual([]);
  expect(names(one)).toEqual([["Harbour", "Site", "test"], []]);
  expect(names(other)).toEqual([["Harbour", "Site"]]);
});

test("one's tokens are filtered by whether they are limited, and by the organisation that they can reach", async () => {
  const { organisation, site, member } = await world();
  const elsewhere = await createOrganisation(db, { members: [{ user: member, role: "member" }] });
  const limitedTo = (id: string, application: { id: string } | null) => ({
    limits: [{ organisation_id: id, application_id: application?.id ?? null, environment_id: null }],
  });
  const all = await createToken(db, member);
  const here = await createToken(db, member, limitedTo(organisation.id, site));
  const there = await createToken(db, member, limitedTo(elsewhere.id, null));
  const nowhere = await createToken(db, member, { limits: [] });
  const principal = await signIn(db, member);
  const found = async (filter: Parameters<typeof listTokens>[2]["filter"]) => {
    const { tokens, count } = await listTokens(db, principal, { ...NEWEST, filter: { personal: true, ...filter } });
    expect(count).toBe(tokens.length);
    return tokens.map(({ uuid }) => uuid).toSorted();
  };
  const ids = (...tokens: { id: string }[]) => tokens.map(({ id }) => id).toSorted();
  expect(await found({ reach: "everything" })).toEqual(ids(all));
  expect(await found({ reach: "limited" })).toEqual(ids(here, there, nowhere));
  expect(await found({ organisationId: organisation.id })).toEqual(ids(all, here));
  expect(await found({ organisationId: elsewhere.id, reach: "limited" })).toEqual(ids(there));
});

test("a token that is limited to what is gone is renamed, and goes on reaching nothing", async () => {
  const { organisation, site, member } = await world();
  const admin = await createUser(db);
  await addMember(db, organisation, admin, "admin");
  const limits = [{ organisation_id: organisation.id, application_id: site.id, environment_id: null }];
  const own = await createToken(db, member, { limits });
  const theirs = await createOrganisationToken(db, organisation, { limits, actsAs: "guest" });
  await db.deleteFrom("application").where("id", "=", site.id).execute();
  for (const [who, token] of [
    [member, own],
    [admin, theirs],
  ] as const) {
    // As the dialog sends it: everything but what it reaches.
    const form = new FormData();
    for (const [name, value] of Object.entries({
      label: "Renamed",
      purpose: "other",
      access: "all",
      expiration: "keep",
      reach: "limited",
      emptied: "1",
      from: "any",
      ...(token === theirs ? { organisation: organisation.id, acts_as: "guest", assigned: "" } : {}),
    })) {
      form.set(name, value);
    }
    const read = readTokenForm(form, new Date(), "UTC");
    if (read.status !== "read") throw new Error("the form cannot be read");
    const { organisation: _organisation, ...json } = read.json;
    const result = await editToken(db, await signIn(db, who), token.id, editTokenInput.parse(json));
    expect(result).toMatchObject({ status: "edited", token: { label: "Renamed", limits: [] } });
    expect((await callerWith(db, token.secret)).token).toMatchObject({ reach: "limited", limits: [] });
  }
});
