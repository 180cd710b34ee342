import { v7 as uuidv7 } from "uuid";
import { expect } from "vitest";
import type { Db } from "@/db/database";
import { insertPolicy } from "@/db/organisation/policy";
import { listTokens } from "@/lib/access-token/list";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findNeedyTokens as findNeedyOfOrganisation } from "@/lib/organisation/token/needy";
import { test } from "@/test/database/test";
import {
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type GivenToken,
  type TestToken,
} from "@/test/fixtures";
import { signIn } from "@/test/session";
import { ATTENTIONS, type Attention, attentionOf } from "./attention";
import { lifeInOrganisation, lifeOf } from "./life";
import { findNeedyTokens, findNextToExpire } from "./needy";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const from = (ms: number) => new Date(Date.now() + ms);
const daysAgo = (days: number) => from(-days * DAY_MS);

/** Another secret of a token: a pending one, or the old one of an overlap that began two days ago. */
async function addSecret(
  db: Db,
  token: TestToken,
  secret: { state: "pending" | "retiring"; createdAt: Date; retiresAt?: Date; isUnstored?: boolean },
) {
  const id = uuidv7();
  await db
    .insertInto("access_token_secret")
    .values({
      id,
      token_id: token.id,
      digest: Buffer.from(id.replaceAll("-", "").padEnd(64, "0"), "hex"),
      key_id: "test",
      hint: "lk_pat_…old1",
      state: secret.state,
      created_at: secret.createdAt,
      overlap_seconds: secret.state === "pending" ? 0 : null,
      retiring_since: secret.state === "retiring" ? daysAgo(2) : null,
      retires_at: secret.retiresAt ?? null,
      ...(secret.isUnstored && { stored_at: null }),
    })
    .execute();
  return id;
}

/** As if a page had shown its secret, and nobody had stored it. */
const unstore = (db: Db, { id }: TestToken) =>
  db.updateTable("access_token_secret").set({ stored_at: null }).where("token_id", "=", id).execute();

async function addSource(db: Db, secretId: string, at: Date) {
  await db
    .insertInto("access_token_source")
    .values({
      secret_id: secretId,
      digest: Buffer.alloc(16),
      address: "203.0.113.7",
      route: "GET /",
      requests: 1,
      refused: 0,
      first_seen_at: at,
      last_seen_at: at,
    })
    .execute();
}

// None so near to a threshold, or to its end, that it is on the other side while the test runs.
const SHARES = [0.001, 0.06, 0.18, 0.32, 0.45, 0.49, 0.51, 0.9];

/** A person with a token for every reason, and one on either side of every threshold. */
async function createPerson(db: Db) {
  const person = await createUser(db);
  const inUse = { createdAt: daysAgo(400), lastUse: { at: daysAgo(1) } } satisfies GivenToken;
  const make = (label: string, given: GivenToken = {}) => createToken(db, person, { ...inUse, label, ...given });
  await make("fine");
  for (const [life, days] of [
    5,
    10,
    60,
    47 * 60,
    48 * 60,
    ...[3, 13, 14, 29, 30, 59, 60, 365].map((n) => n * 1440),
  ].entries()) {
    const length = days * MINUTE_MS;
    for (const left of SHARES.map((share) => share * length).filter((left) => left >= MINUTE_MS)) {
      await make(`life ${life} left ${left}`, { createdAt: from(left - length), expiresAt: from(left) });
    }
    for (const over of [0.01, 0.9, 1.1].map((share) => share * length)) {
      await make(`life ${life} over ${over}`, { createdAt: from(-over - length), expiresAt: from(-over) });
    }
  }
  for (const hours of [1, 23, 25, 24 * 29, 24 * 31]) {
    await make(`expired ${hours} hours`, { expiresAt: from(-hours * HOUR_MS) });
    await make(`used ${hours} hours`, { lastUse: { at: from(-hours * HOUR_MS) } });
    await createToken(db, person, { label: `never used ${hours} hours`, createdAt: from(-hours * HOUR_MS) });
  }
  for (const days of [0.9, 1.1, 6.9, 7.1]) {
    await addSecret(db, await make(`pending ${days} days`), { state: "pending", createdAt: daysAgo(days) });
  }
  for (const [name, until, usedDaysAgo] of [
    ["old secret in use", from(HOUR_MS), 1],
    ["old secret used before", from(HOUR_MS), 3],
    ["old secret over", from(-MINUTE_MS), 1],
  ] as const) {
    const secret = await addSecret(db, await make(name), {
      state: "retiring",
      createdAt: daysAgo(9),
      retiresAt: until,
    });
    await addSource(db, secret, daysAgo(usedDaysAgo));
  }
  await make("reaches nothing", { limits: [] });
  await unstore(db, await createToken(db, person, { label: "not stored" }));
  await unstore(db, await make("not stored, in use"));
  await unstore(
    db,
    await createToken(db, person, { label: "not stored, over", createdAt: daysAgo(3), expiresAt: daysAgo(1) }),
  );
  for (const days of [1, 8]) {
    const token = await createToken(db, person, {
      label: `not stored, and ${days} days ago rotated`,
      createdAt: daysAgo(9),
    });
    await unstore(db, token);
    await addSecret(db, token, { state: "pending", createdAt: daysAgo(days) });
    const rotated = await make(`rotated ${days} days ago and not stored`);
    await addSecret(db, rotated, { state: "pending", createdAt: daysAgo(days), isUnstored: true });
  }
  for (const [setDaysAgo, left] of [
    [0, 20],
    [10, 29.9],
    [10, 30.1],
    [40, 1],
    [40, -1],
  ] as const) {
    const ending = await make(`sunset in ${left} days, set ${setDaysAgo} days ago`, {
      importedAt: daysAgo(90),
      expiresAt: from(left * 24 * HOUR_MS),
    });
    await db
      .updateTable("access_token")
      .set({ expires_by_sunset: true, expiration_set_at: daysAgo(setDaysAgo) })
      .where("id", "=", ending.id)
      .execute();
  }
  await make("revoked", { revoked: { at: daysAgo(1) }, limits: [] });
  return { person, principal: await signIn(db, person) };
}

const all = async (db: Db, principal: SessionPrincipal, filter: Parameters<typeof listTokens>[2]["filter"] = {}) =>
  (
    await listTokens(db, principal, {
      filter,
      order: { field: "created_at", descending: false },
      page: 1,
      pageSize: 500,
    })
  ).tokens;

test("the database finds for each reason exactly the tokens that the page says it of", async ({ db }) => {
  const { principal } = await createPerson(db);
  const tokens = await all(db, principal);
  const blockedIds = tokens.filter((_, index) => index % 10 === 0).map(({ uuid }) => uuid);
  const said = new Map<Attention | "any", string[]>();
  for (const token of tokens) {
    const reasons = attentionOf(lifeOf(token, blockedIds.includes(token.uuid)), new Date());
    for (const reason of reasons.length === 0 ? [] : (["any", ...reasons] as const)) {
      said.set(reason, [...(said.get(reason) ?? []), token.label]);
    }
  }
  for (const reason of ["any", ...ATTENTIONS] as const) {
    const found = await all(db, principal, { attention: reason, blockedIds });
    expect({ reason, labels: found.map(({ label }) => label) }).toEqual({ reason, labels: said.get(reason) });
    // Neither nothing nor everything.
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(tokens.length);
  }
});

test("the overview has the most urgent first, and knows whose policy blocks", async ({ db }) => {
  const person = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour Studio", members: [{ user: person, role: "member" }] });
  await createOrganisation(db, { members: [{ user: person, role: "owner" }] });
  await insertPolicy(db, { organisation_id: agency.id, all_access_allowed: false, enforced_from: daysAgo(1) });
  const whole = [{ organisation_id: agency.id, application_id: null, environment_id: null }];
  const made = { createdAt: daysAgo(300), lastUse: { at: daysAgo(1) } };
  const blocked = await createToken(db, person, { ...made, label: "blocked", limits: whole });
  const narrow = { ...made, scopes: ["tokens:read"] };
  await createToken(db, person, { ...narrow, label: "fine", limits: whole });
  await createToken(db, person, { ...narrow, label: "unused", lastUse: { at: daysAgo(40) } });
  await createToken(db, person, { ...narrow, label: "in 9 days", expiresAt: from(9 * DAY_MS) });
  await createToken(db, person, { ...narrow, label: "in 2 days", expiresAt: from(2 * DAY_MS) });
  await createToken(db, person, { ...narrow, label: "expired", expiresAt: daysAgo(2) });
  await createToken(db, person, { label: "never used", scopes: ["tokens:read"], createdAt: daysAgo(3) });
  const principal = await signIn(db, person);
  const needy = await findNeedyTokens(db, principal, 4);
  expect(needy.tokens.map(({ label }) => label)).toEqual(["blocked", "in 2 days", "in 9 days", "expired"]);
  expect(needy.count).toBe(6);
  expect(needy.blocked).toEqual(new Map([[blocked.id, ["Harbour Studio"]]]));
  expect((await findNextToExpire(db, principal))?.label).toBe("in 2 days");
});

test("an organisation's page counts by the same rule, of its own tokens and of those of its people", async ({ db }) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const made = { createdAt: daysAgo(300), lastUse: { at: daysAgo(1) }, expiresAt: from(200 * DAY_MS) };
  await createToken(db, owner, { ...made, label: "fine" });
  await createToken(db, owner, { ...made, label: "soon", expiresAt: from(20 * DAY_MS) });
  await createOrganisationToken(db, agency, { ...made, label: "own, expired", expiresAt: daysAgo(3) });
  await createOrganisationToken(db, agency, { label: "own, never used", createdAt: daysAgo(2) });
  const rotating = await createOrganisationToken(db, agency, { ...made, label: "own, rotating" });
  const old = await addSecret(db, rotating, { state: "retiring", createdAt: daysAgo(9), retiresAt: from(HOUR_MS) });
  await addSource(db, old, daysAgo(1));
  await createOrganisationToken(db, agency, { ...made, label: "own, emptied", limits: [] });
  const waiting = await createOrganisationToken(db, agency, { ...made, label: "own, waiting" });
  await addSecret(db, waiting, { state: "pending", createdAt: daysAgo(2) });
  await unstore(db, await createOrganisationToken(db, agency, { label: "own, not stored" }));

  const principal = await signIn(db, owner);
  const [organisation] = principal.organisations;
  if (organisation === undefined) throw new Error("nobody belongs to the agency");
  const { tokens, counts } = await findNeedyOfOrganisation(db, principal, organisation);
  expect(tokens.map((token) => [token.label, attentionOf(lifeInOrganisation(token), new Date())])).toEqual([
    ["own, rotating", ["old_secret_used"]],
    ["soon", ["expires_soon"]],
    ["own, expired", ["expired"]],
    ["own, emptied", ["reaches_nothing"]],
    ["own, not stored", ["not_stored"]],
    ["own, waiting", ["new_secret_unused"]],
  ]);
  expect(counts).toEqual({
    blocked: 0,
    expires_soon: 1,
    old_secret_used: 1,
    expired: 1,
    reaches_nothing: 1,
    not_stored: 1,
    new_secret_unused: 1,
    never_used: 1,
    unused: 0,
    any: 7,
    active: 7,
    withdrawn: 0,
    never_expires: 2,
  });
});
