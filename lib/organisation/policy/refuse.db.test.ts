import { afterAll, beforeAll, expect, test } from "vitest";
import { createToken as makeToken } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { createTokenInput, editTokenInput } from "@/lib/access-token/input";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  addMember,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { saveDraft } from "./draft";
import { enforcePolicy } from "./enforce";
import type { PolicyInput } from "./input";
import { previewPolicies } from "./preview";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

const DAY_MS = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);
const MONTH = { longest_lifetime_seconds: 30 * 86_400 };

async function agencyWith(rules: PolicyInput, from?: Date) {
  const { db } = database;
  const owner = await createUser(db);
  const organisation = await createOrganisation(db, { name: "Harbour", members: [{ user: owner, role: "owner" }] });
  const principal = await signIn(db, owner);
  await saveDraft(db, principal, organisation.id, rules);
  expect((await enforcePolicy(db, principal, organisation.id, { from })).status).toBe("enforced");
  return { db, owner, organisation, principal };
}

test.each<[string, PolicyInput, object, string, object]>([
  ["all_access", { all_access_allowed: false }, {}, "scopes", { scopes: ["applications:read"] }],
  ["expiration_required", { expiration_required: true }, {}, "expiration_date", { expiration_date: ahead(9) }],
  ["longest_lifetime", MONTH, { expiration_date: ahead(31) }, "expiration_date", { expiration_date: ahead(29) }],
  ["purpose_required", { purpose_required: true }, {}, "purpose", { purpose: "automation" }],
])("an organisation's token against %s is not made there, and is once it fits", async (_, rules, given, field, fit) => {
  const { db, organisation, principal } = await agencyWith(rules);
  const make = async (more: object) => {
    const json = { label: "Deploys", organisation: organisation.id, workflow: "nightly", ...given, ...more };
    return await makeToken(db, principal, createTokenInput.parse(JSON.parse(JSON.stringify(json))));
  };
  expect(await make({})).toEqual({
    status: "invalid",
    fields: { [field]: [expect.stringMatching(/^The policy of Harbour does not allow this: .+: .+\.$/)] },
  });
  expect((await make(fit)).status).toBe("created");
  // Whoever makes a personal one may: it is blocked there, and goes on elsewhere.
  const personal = createTokenInput.parse(JSON.parse(JSON.stringify({ label: "Mine", ...given })));
  expect((await makeToken(db, principal, personal)).status).toBe("created");
});

test("a token that calls makes no token of the organisation against its rules either", async () => {
  const { db, owner, organisation } = await agencyWith({ purpose_required: true });
  const caller = await callerWith(db, (await createToken(db, owner)).secret);
  const input = createTokenInput.parse({ label: "Deploys", organisation: organisation.id, workflow: "nightly" });
  expect(await makeToken(db, caller, input)).toMatchObject({
    status: "invalid",
    fields: { purpose: [expect.any(String)] },
  });
});

test("rules that are only planned refuse nothing yet", async () => {
  const { db, organisation, principal } = await agencyWith({ purpose_required: true }, ahead(3));
  const input = createTokenInput.parse({ label: "Deploys", organisation: organisation.id, workflow: "nightly" });
  expect((await makeToken(db, principal, input)).status).toBe("created");
});

test("an edit breaks no rule that an organisation's token keeps, and mends one that it breaks bit by bit", async () => {
  const { db, organisation, principal } = await agencyWith({
    ...MONTH,
    purpose_required: true,
    all_access_allowed: false,
  });
  const fitting = await createOrganisationToken(db, organisation, {
    scopes: ["applications:read"],
    expiresAt: ahead(10),
  });
  const edit = async (id: string, json: object) =>
    await editToken(db, principal, id, editTokenInput.parse(JSON.parse(JSON.stringify(json))));
  for (const [json, field] of [
    [{ scopes: ["all"] }, "scopes"],
    [{ expiration_date: null }, "expiration_date"],
    [{ expiration_date: ahead(40) }, "expiration_date"],
    [{ purpose: "other" }, "purpose"],
  ] as const) {
    expect(await edit(fitting.id, json)).toEqual({ status: "invalid", fields: { [field]: [expect.any(String)] } });
  }
  const breaking = await createOrganisationToken(db, organisation, { purpose: "other" });
  expect((await edit(breaking.id, { label: "Renamed" })).status).toBe("edited");
  expect((await edit(breaking.id, { scopes: ["applications:read"] })).status).toBe("edited");
  expect((await edit(breaking.id, { expiration_date: ahead(40) })).status).toBe("invalid");
  expect((await edit(breaking.id, { expiration_date: ahead(20), purpose: "automation" })).status).toBe("edited");
});

test("a personal token may be edited against the rules: it is blocked there, and goes on elsewhere", async () => {
  const { db, owner, principal } = await agencyWith({ expiration_required: true });
  const { id } = await createToken(db, owner, { expiresAt: ahead(5) });
  expect((await editToken(db, principal, id, { expiration_date: null })).status).toBe("edited");
});

test("a form tells which organisations' rules its token would break, now and later, and of those that it reaches alone", async () => {
  const { db, owner, organisation, principal: alone } = await agencyWith({ purpose_required: true });
  await saveDraft(db, alone, organisation.id, { expiration_required: true });
  await enforcePolicy(db, alone, organisation.id, { from: ahead(10) });
  const elsewhere = await createOrganisation(db, { name: "Elsewhere", members: [{ user: owner, role: "member" }] });
  const principal = await signIn(db, owner);
  const preview = async (json: object, tokenId?: string) =>
    (await previewPolicies(db, principal, JSON.parse(JSON.stringify(json)), tokenId))
      .map((one) => [one.organisation.name, one.isInForce, one.rules.map(({ rule }) => rule)])
      .sort();
  const form = { label: "", purpose: "other", description: "", scopes: ["all"], limits: null, expiration_date: null };
  expect(await preview(form)).toEqual([
    ["Harbour", false, ["expiration_required", "purpose_required"]],
    ["Harbour", true, ["purpose_required"]],
  ]);
  expect(await preview({ ...form, description: "The lobby" })).toEqual([["Harbour", false, ["expiration_required"]]]);
  expect(await preview({ ...form, description: "The lobby", expiration_date: ahead(5) })).toEqual([]);
  // Over before the planned rules hold.
  expect(await preview({ ...form, expiration_date: ahead(5) })).toEqual([["Harbour", true, ["purpose_required"]]]);
  expect(await preview({ ...form, limits: [{ organisation: elsewhere.id }] })).toEqual([]);
  expect(await preview({ ...form, organisation: elsewhere.id })).toEqual([]);
  expect(await preview({ ...form, limits: "nonsense" })).toEqual([]);
  const other = await createUser(db);
  await addMember(db, organisation, other, "member");
  const theirs = await createToken(db, other, { purpose: "other" });
  expect(await preview(form, theirs.id)).toEqual([]);
});

test("while a token is edited its date counts from when it was given, and from now once it is another", async () => {
  const { db, owner, organisation, principal } = await agencyWith(MONTH);
  const application = await createApplication(db, organisation);
  const { id } = await createToken(db, owner, { createdAt: ahead(-20), expiresAt: ahead(20) });
  const form = { purpose: "automation", description: "", scopes: ["all"] };
  const broken = async (json: object) =>
    (await previewPolicies(db, principal, JSON.parse(JSON.stringify(json)), id)).flatMap(({ rules }) =>
      rules.map(({ rule }) => rule),
    );
  const limits = [{ organisation: organisation.id, application: application.id }];
  expect(await broken({ ...form, limits: null })).toEqual(["longest_lifetime"]);
  expect(await broken({ ...form, limits })).toEqual(["longest_lifetime"]);
  expect(await broken({ ...form, limits: null, expiration_date: ahead(25) })).toEqual([]);
});
