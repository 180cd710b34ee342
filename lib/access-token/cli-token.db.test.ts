import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type GivenToken,
  type TestUser,
} from "@/test/fixtures";
import { callerWith } from "@/test/session";
import { createToken as makeToken } from "./create";
import { editToken } from "./edit";
import { findToken } from "./find";
import { createTokenInput, editTokenInput } from "./input";
import { listTokens } from "./list";
import { revokeToken } from "./revocation/revoke";
import { cancelPending, endOverlap, extendOverlap } from "./rotation/overlap";
import { rotateToken } from "./rotation/rotate";

const DAY_MS = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);
const EXPIRES = ahead(90);

let test_: TestDatabase;
let db: Kysely<Database>;
let user: TestUser;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
});
afterAll(() => test_.destroy());
beforeEach(async () => {
  user = await createUser(db);
});

const callerOf = async (given: GivenToken): Promise<TokenPrincipal> =>
  await callerWith(db, (await createToken(db, user, { expiresAt: EXPIRES, ...given })).secret);
const cli = (given: GivenToken = {}) => callerOf({ kind: "cli", scopes: ["all"], ...given });

const listed = async (caller: TokenPrincipal) =>
  (
    await listTokens(db, caller, { filter: {}, order: { field: "label", descending: false }, page: 1, pageSize: 100 })
  ).tokens.map(({ label }) => label);

describe("a token of kind cli", () => {
  test("sees all of its owner's tokens within its scopes and reach, whatever their expiration, and of nobody else", async () => {
    const other = await createUser(db);
    const organisation = await createOrganisation(db, {
      members: [
        { user, role: "owner" },
        { user: other, role: "owner" },
      ],
    });
    const limit = { organisation_id: organisation.id, application_id: null, environment_id: null };
    await createToken(db, user, { label: "never expires", scopes: ["all"], expiresAt: null });
    await createToken(db, user, { label: "a year", scopes: ["tokens:read"], expiresAt: ahead(365), limits: [limit] });
    await createToken(db, user, { label: "gone", scopes: ["tokens:read"], expiresAt: ahead(-1), createdAt: ahead(-2) });
    await createToken(db, other, { label: "someone else's", expiresAt: null });
    await createOrganisationToken(db, organisation, { label: "organisation, later", scopes: ["all"], expiresAt: null });
    await createOrganisationToken(db, organisation, { label: "organisation, in time", expiresAt: ahead(30) });

    expect(await listed(await cli({ label: "cli" }))).toEqual([
      "a year",
      "cli",
      "gone",
      "never expires",
      "organisation, in time",
    ]);
    // Of any other kind what lives longer is not there.
    expect(await listed(await callerOf({ label: "pat", scopes: ["all"] }))).toEqual([
      "cli",
      "gone",
      "organisation, in time",
      "pat",
    ]);
    const narrow = await cli({ label: "narrow", scopes: ["tokens:write"], limits: [limit] });
    const seen = await listed(narrow);
    expect(seen).toContain("a year");
    expect(seen).not.toContain("never expires");
    expect(seen).not.toContain("gone");
  });

  test("revokes each of them", async () => {
    const caller = await cli();
    const { id } = await createToken(db, user, { scopes: ["all"], expiresAt: null });
    expect(await revokeToken(db, caller, { id, reason: null })).toMatchObject({ status: "revoked" });
    const unseen = await createToken(db, user, { scopes: ["all"], expiresAt: null });
    const narrow = await cli({ scopes: ["tokens:write"] });
    expect(await revokeToken(db, narrow, { id: unseen.id, reason: null })).toEqual({ status: "not_found" });
  });

  test.each([
    ["never expires", null],
    ["expires a second later", new Date(EXPIRES.getTime() + 1000)],
  ])("changes nothing else of one that %s: no field, no secret, no overlap", async (_, expiresAt) => {
    const caller = await cli();
    const { id } = await createToken(db, user, { scopes: ["tokens:read"], expiresAt });
    await addSecret(id, "retiring");
    const snapshot = async () => [
      await db.selectFrom("access_token").selectAll().where("id", "=", id).execute(),
      await db.selectFrom("access_token_secret").selectAll().where("token_id", "=", id).orderBy("id").execute(),
    ];
    const before = await snapshot();
    const tooMuch = { status: "exceeds_caller", fields: ["expiration_date"] };
    const edits = [
      { label: "mine now" },
      { scopes: ["all"] },
      { scopes: ["tokens:read"] },
      { expiration_date: ahead(1).toISOString() },
      { expiration_date: EXPIRES.toISOString() },
      { expiration_date: null },
      { may_rotate_itself: true },
      { allowed_networks: ["203.0.113.0/24"] },
      { limits: [] },
    ];
    for (const edit of edits) {
      expect(await editToken(db, caller, id, editTokenInput.parse(edit)), JSON.stringify(edit)).toEqual(tooMuch);
    }
    for (const replaceNow of [true, false]) {
      expect(await rotateToken(db, caller, id, { overlapSeconds: 0, replaceNow })).toEqual(tooMuch);
    }
    expect(await endOverlap(db, caller, id)).toEqual(tooMuch);
    expect(await extendOverlap(db, caller, id, ahead(2))).toEqual(tooMuch);
    expect(await cancelPending(db, caller, id)).toEqual(tooMuch);
    expect(await snapshot()).toEqual(before);
    expect((await findToken(db, caller, id))?.uuid).toBe(id);
  });

  test("manages what is within it, and makes nothing that lives longer, itself included", async () => {
    const caller = await cli();
    const { id } = await createToken(db, user, { scopes: ["tokens:read"], expiresAt: ahead(30) });
    expect(await editToken(db, caller, id, editTokenInput.parse({ scopes: ["all"] }))).toMatchObject({
      status: "edited",
    });
    expect(await rotateToken(db, caller, id, { overlapSeconds: 0, replaceNow: true })).toMatchObject({
      status: "rotated",
    });
    for (const expiration_date of [null, ahead(91).toISOString()]) {
      const later = { status: "exceeds_caller", fields: ["expiration_date"] };
      expect(await editToken(db, caller, id, editTokenInput.parse({ expiration_date }))).toEqual(later);
      expect(await editToken(db, caller, caller.token.id, editTokenInput.parse({ expiration_date }))).toEqual(later);
      expect(await makeToken(db, caller, createTokenInput.parse({ label: "later", expiration_date }))).toEqual(later);
    }
    // What is left out is its own; and what it makes is an ordinary one, which sees no further than others.
    const made = await makeToken(db, caller, createTokenInput.parse({ label: "inherits" }));
    expect(made).toMatchObject({
      status: "created",
      token: { kind: "pat", expiration_date: EXPIRES.toISOString() },
    });
  });

  test("of an organisation's tokens sees and touches only those that expire with it", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
    const later = await createOrganisationToken(db, organisation, { scopes: ["tokens:read"], expiresAt: ahead(91) });
    const caller = await cli();
    expect(await findToken(db, caller, later.id)).toBeUndefined();
    expect(await revokeToken(db, caller, { id: later.id, reason: null })).toEqual({ status: "not_found" });
    expect(await editToken(db, caller, later.id, { label: "x" })).toEqual({ status: "not_found" });
    expect(await rotateToken(db, caller, later.id, { overlapSeconds: 0, replaceNow: true })).toEqual({
      status: "not_found",
    });
  });
});

async function addSecret(tokenId: string, state: "retiring"): Promise<void> {
  const { id } = await db
    .selectFrom("access_token_secret")
    .select("id")
    .where("token_id", "=", tokenId)
    .executeTakeFirstOrThrow();
  const row = await db.selectFrom("access_token_secret").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  await db
    .insertInto("access_token_secret")
    .values({
      ...row,
      id: crypto.randomUUID(),
      digest: Buffer.alloc(32, Math.floor(Math.random() * 256)),
      state,
      retiring_since: new Date(),
      retires_at: ahead(0.5),
      overlap_seconds: null,
    })
    .execute();
}
