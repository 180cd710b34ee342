import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TokenFilter } from "@/db/access-token/filter";
import type { Database } from "@/db/schema";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createUser, createToken as seedToken, type TestUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { whenThereIsRoom } from "@/test/wait";
import { authenticate } from "./authentication/authenticate";
import { createToken } from "./create";
import { editToken } from "./edit";
import { findToken, findTokenBySecret } from "./find";
import { createTokenInput, editTokenInput } from "./input";
import { listTokens } from "./list";
import { revokeToken } from "./revocation/revoke";
import { rotateToken } from "./rotation/rotate";
import { generateSecret } from "./secret/secret";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysAhead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

let test_: TestDatabase;
let db: Kysely<Database>;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
});
afterAll(() => test_.destroy());

/** A person who signed in `minutesAgo`, as requireSession makes one. */
function signedIn(user: TestUser, minutesAgo = 0): SessionPrincipal {
  const principal = signedInAs(user);
  const authenticatedAt = new Date(principal.now.getTime() - minutesAgo * 60_000);
  return { ...principal, session: { ...principal.session, authenticatedAt } };
}

const create = (principal: SessionPrincipal, input: Record<string, unknown> = {}) =>
  createToken(db, principal, createTokenInput.parse({ label: "laptop", ...input }));

async function created(principal: SessionPrincipal, input: Record<string, unknown> = {}) {
  const result = await create(principal, input);
  if (result.status !== "created") throw new Error(`not created: ${JSON.stringify(result)}`);
  return result;
}

const activityOf = async (id: string) =>
  await db.selectFrom("activity").selectAll().where("target_id", "=", id).orderBy("id").execute();

describe("creating a token", () => {
  test("stores no secret in any table, in any coding", async () => {
    const principal = signedIn(await createUser(db));
    const { secret, token } = await created(principal, { description: "of the tests" });
    const dump = await dumpDatabase(db);
    expect(linesWithSecret(dump, secret)).toEqual([]);
    // The search finds what is there: the same dump with the secret in it.
    expect(linesWithSecret([...dump, `session: (${secret})`], secret)).toHaveLength(1);
    expect(token.hint).toBe(`lk_pat_…${secret.slice(-4)}`);
  });

  test("writes its activity in the same transaction, with who and from where", async () => {
    const user = await createUser(db);
    const { token } = await created(signedIn(user), { scopes: ["tokens:read"], expiration_date: daysAhead(30) });
    const [row, ...more] = await activityOf(token.uuid);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      type: "access_token.created",
      user_id: user.id,
      actor_user_id: user.id,
      actor_token_id: null,
      target_label: "laptop",
      address: "192.0.2.9",
      user_agent: "vitest",
    });
    expect(row?.after).toMatchObject({ scopes: ["tokens:read"], label: "laptop" });
  });

  test.each([
    ["full access", { expiration_date: daysAhead(30) }, "reauthentication_required"],
    ["no expiration", { scopes: ["tokens:read"] }, "reauthentication_required"],
    ["a chosen scope for 30 days", { scopes: ["tokens:read"], expiration_date: daysAhead(30) }, "created"],
  ])("eleven minutes after the password: %s → %s", async (_what, input, status) => {
    const user = await createUser(db);
    expect((await create(signedIn(user, 11), input)).status).toBe(status);
    expect((await create(signedIn(user, 9), input)).status).toBe("created");
  });

  test("refuses an organisation that the person does not belong to, and writes nothing", async () => {
    const user = await createUser(db);
    const stranger = "019379a0-1111-7000-8000-000000000000";
    const result = await create(signedIn(user), { limits: [{ organisation: stranger }] });
    expect(result).toEqual({ status: "invalid", fields: { limits: [`The organisation ${stranger} does not exist.`] } });
    expect((await listAll(signedIn(user))).count).toBe(0);
  });

  test("the 101st active token is refused, also when 200 requests race for the last places", async () => {
    const user = await createUser(db);
    const principal = signedIn(user);
    for (let i = 0; i < 5; i++)
      await seedToken(db, user, { expiresAt: new Date(Date.now() - 1000), createdAt: new Date(0) });
    for (let i = 0; i < 5; i++) await seedToken(db, user, { revoked: { at: new Date() } });
    for (let i = 0; i < 90; i++) await seedToken(db, user);
    const results = await Promise.all(Array.from({ length: 200 }, () => whenThereIsRoom(() => create(principal))));
    expect(results.filter(({ status }) => status === "created")).toHaveLength(10);
    expect(results.filter(({ status }) => status === "limit_reached")).toHaveLength(190);
    const { count } = await listAll(principal, "active");
    expect(count).toBe(100);
  });
});

async function listAll(principal: SessionPrincipal, status?: "active" | "expired" | "revoked") {
  return await listTokens(db, principal, {
    filter: status ? { status } : {},
    order: { field: "created_at", descending: true },
    page: 1,
    pageSize: 500,
  });
}

describe("editing a token", () => {
  const edit = (principal: SessionPrincipal, id: string, input: Record<string, unknown>) =>
    editToken(db, principal, id, editTokenInput.parse(input));

  test("keeps its secret and writes what changed, before and after, and nothing else", async () => {
    const principal = signedIn(await createUser(db));
    const { token, secret } = await created(principal, { expiration_date: daysAhead(30) });
    const result = await edit(principal, token.uuid, { label: "desktop", scopes: ["deployments:read"] });
    expect(result).toMatchObject({ status: "edited", token: { label: "desktop", scopes: ["deployments:read"] } });
    expect(await findTokenBySecret(db, principal, secret)).toMatchObject({
      status: "found",
      token: { label: "desktop" },
    });
    const [, row] = await activityOf(token.uuid);
    expect(row).toMatchObject({
      type: "access_token.edited",
      before: { label: "laptop", scopes: ["all"] },
      after: { label: "desktop", scopes: ["deployments:read"] },
    });
  });

  test("that changes nothing leaves no trace", async () => {
    const principal = signedIn(await createUser(db));
    const { token } = await created(principal);
    expect((await edit(principal, token.uuid, { label: "laptop" })).status).toBe("edited");
    expect(await activityOf(token.uuid)).toHaveLength(1);
  });

  test.each([
    ["wider scopes", { scopes: ["tokens:write"] }, "reauthentication_required"],
    ["a later date", { expiration_date: daysAhead(60) }, "reauthentication_required"],
    ["no date", { expiration_date: null }, "reauthentication_required"],
    ["everything", { limits: null }, "reauthentication_required"],
    ["narrower scopes", { scopes: ["deployments:read"] }, "edited"],
    ["an earlier date", { expiration_date: daysAhead(1) }, "edited"],
    ["another label", { label: "other" }, "edited"],
    ["a date in the past", { expiration_date: daysAhead(-1) }, "invalid"],
    ["a date six years ahead", { expiration_date: daysAhead(6 * 366) }, "invalid"],
  ])("long after the password: %s → %s", async (_what, input, status) => {
    const user = await createUser(db);
    const token = await seedToken(db, user, {
      scopes: ["tokens:read", "deployments:read"],
      limits: [],
      expiresAt: new Date(daysAhead(30)),
    });
    expect((await edit(signedIn(user, 60), token.id, input)).status).toBe(status);
  });

  test("of a revoked token is refused", async () => {
    const user = await createUser(db);
    const token = await seedToken(db, user, { revoked: { at: new Date() } });
    expect((await edit(signedIn(user), token.id, { label: "x" })).status).toBe("not_editable");
  });

  test("extends an expired token for 30 days, no longer", async () => {
    const user = await createUser(db);
    const expired = (days: number) =>
      seedToken(db, user, { createdAt: new Date(0), expiresAt: new Date(daysAhead(-days)) });
    const [young, old] = [await expired(29), await expired(31)];
    expect((await edit(signedIn(user), young.id, { label: "x" })).status).toBe("not_editable");
    expect(await edit(signedIn(user), young.id, { expiration_date: daysAhead(7) })).toMatchObject({
      status: "edited",
      token: { status: "active" },
    });
    expect((await edit(signedIn(user), old.id, { expiration_date: daysAhead(7) })).status).toBe("not_editable");
  });

  test("does not revive an expired token beyond the limit, also when revivals race with creations", async () => {
    const user = await createUser(db);
    const principal = signedIn(user);
    for (let i = 0; i < 95; i++) await seedToken(db, user);
    const expired = await Promise.all(
      Array.from({ length: 20 }, () =>
        seedToken(db, user, { createdAt: new Date(0), expiresAt: new Date(daysAhead(-1)) }),
      ),
    );
    const results = await Promise.all([
      ...expired.map((token) => whenThereIsRoom(() => edit(principal, token.id, { expiration_date: daysAhead(7) }))),
      ...Array.from({ length: 20 }, () => whenThereIsRoom(() => create(principal))),
    ]);
    expect(results.filter(({ status }) => status === "edited" || status === "created")).toHaveLength(5);
    expect((await listAll(principal, "active")).count).toBe(100);
  });
});

test("a token that its owner narrows meanwhile cannot give itself back what it had when it was let in", async () => {
  const user = await createUser(db);
  const token = await seedToken(db, user, { scopes: ["tokens:write", "deployments:write"] });
  const letIn = await authenticate(db, `Bearer ${token.secret}`, signedIn(user).client);
  if (letIn.status !== "authenticated") throw new Error(letIn.status);
  await editToken(db, signedIn(user), token.id, editTokenInput.parse({ scopes: ["tokens:write"] }));
  const input = editTokenInput.parse({ scopes: ["tokens:write", "deployments:write"] });
  expect(await editToken(db, letIn.principal, token.id, input)).toEqual({
    status: "exceeds_caller",
    fields: ["scopes"],
  });
});

test("a token that its owner narrows meanwhile makes, changes and rotates nothing that is more than it is now", async () => {
  const user = await createUser(db);
  const token = await seedToken(db, user, { scopes: ["tokens:write", "deployments:write"] });
  const strong = await seedToken(db, user, { scopes: ["deployments:write"] });
  const weak = await seedToken(db, user, { scopes: ["tokens:read"] });
  const letIn = await authenticate(db, `Bearer ${token.secret}`, signedIn(user).client);
  if (letIn.status !== "authenticated") throw new Error(letIn.status);
  const caller = letIn.principal;
  await editToken(db, signedIn(user), token.id, editTokenInput.parse({ scopes: ["tokens:write"] }));

  const refused = { status: "exceeds_caller", fields: ["scopes"] };
  expect(await createToken(db, caller, createTokenInput.parse({ label: "as it was" }))).toEqual(refused);
  const wider = editTokenInput.parse({ scopes: ["deployments:write"] });
  expect(await editToken(db, caller, weak.id, wider)).toEqual(refused);
  const now = { overlapSeconds: 0, replaceNow: true };
  // As it is now, it does not even see the stronger one.
  expect(await rotateToken(db, caller, strong.id, now)).toEqual({ status: "not_found" });
  expect((await authenticate(db, `Bearer ${strong.secret}`, caller.client)).status).toBe("authenticated");
});

test("a token that is revoked meanwhile changes no other", async () => {
  const user = await createUser(db);
  const token = await seedToken(db, user);
  const other = await seedToken(db, user, { scopes: ["tokens:read"] });
  const letIn = await authenticate(db, `Bearer ${token.secret}`, signedIn(user).client);
  if (letIn.status !== "authenticated") throw new Error(letIn.status);
  await revokeToken(db, signedIn(user), { id: token.id, reason: null, leaked: true });
  const change = editToken(db, letIn.principal, other.id, editTokenInput.parse({ scopes: ["all"] }));
  await expect(change).rejects.toMatchObject({ name: "CallerEnded" });
});

describe("revoking a token", () => {
  test("is done once, however many ask at once, and remembers the first reason", async () => {
    const user = await createUser(db);
    const token = await seedToken(db, user);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => revokeToken(db, signedIn(user), { id: token.id, reason: `reason ${i}` })),
    );
    expect(outcomes.filter(({ status }) => status === "revoked")).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === "already_revoked")).toHaveLength(19);
    const rows = await activityOf(token.id);
    expect(rows).toHaveLength(1);
    const details = await findToken(db, signedIn(user), token.id);
    expect(details?.revocation).toMatchObject({ kind: "by_owner", by: "Mira Okafor" });
    expect(rows[0]?.after).toMatchObject({ reason: details?.revocation?.reason });
  });

  test("of somebody else's finds nothing and changes nothing", async () => {
    const [owner, stranger] = [await createUser(db), await createUser(db)];
    const token = await seedToken(db, owner);
    expect(await revokeToken(db, signedIn(stranger), { id: token.id, reason: null })).toEqual({ status: "not_found" });
    expect((await findToken(db, signedIn(owner), token.id))?.status).toBe("active");
  });
});

describe("looking a secret up", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");

  test("finds the owner's token, and records no use", async () => {
    const user = await createUser(db);
    const token = await seedToken(db, user);
    const theirs = await seedToken(db, await createUser(db));
    for (const pasted of [
      `  ${token.secret}\n`,
      `Authorization: Bearer ${token.secret}`,
      `export LATCHKEY_TOKEN="${token.secret}"`,
      `10:04 GET /?t=${theirs.secret} TOKEN_${token.secret}_old 401`,
      `Authorization: Basic ${base64(`deploy:${token.secret}`)}`,
      `GET /?token=${token.secret.replaceAll("_", "%5F")} 400`,
      `Authorization: Basic ${base64(`${token.secret}:`)}`,
      `{"auths":{"registry.example":{"auth":"${base64(`x:${theirs.secret}`)}"},"b":"${base64(token.secret)}"}}`,
      `data:\n  token: ${Buffer.from(`ÿÿ?${token.secret}`).toString("base64url")}\n`,
    ]) {
      const result = await findTokenBySecret(db, signedIn(user), pasted);
      expect(result).toMatchObject({ status: "found", token: { uuid: token.id, last_used_at: null } });
    }
  });

  test("does not tell somebody else's from nobody's", async () => {
    const [owner, stranger] = [await createUser(db), await createUser(db)];
    const token = await seedToken(db, owner);
    const nobodys = await findTokenBySecret(db, signedIn(stranger), generateSecret("lk", "pat"));
    expect(await findTokenBySecret(db, signedIn(stranger), token.secret)).toEqual(nobodys);
  });

  test("tells a typo and something else without asking the database", async () => {
    const principal = signedIn(await createUser(db));
    const nowhere = test_.db.withSchema("nowhere");
    const { secret } = await seedToken(db, { id: principal.user.id });
    for (const pasted of [
      secret.slice(0, -1),
      `${secret.slice(0, -1)}_old`,
      `X=${secret.slice(0, 12)}…`,
      `Basic ${base64(`x:${secret.slice(0, -1)}`)}`,
    ]) {
      expect(await findTokenBySecret(nowhere, principal, pasted)).toEqual({ status: "mistyped" });
    }
    expect(await findTokenBySecret(nowhere, principal, "hunter2")).toEqual({ status: "not_a_secret" });
  });
});

describe("listing tokens", () => {
  test("searches label, description and hint literally, in any case", async () => {
    const user = await createUser(db);
    const token = await seedToken(db, user, { label: "100% Coffee_Machine", description: "kitchen \\ second floor" });
    await seedToken(db, user, { label: "1000 other machines" });
    const search = async (text: string) => {
      const { tokens } = await listTokens(db, signedIn(user), {
        filter: { search: text },
        order: { field: "label", descending: false },
        page: 1,
        pageSize: 10,
      });
      return tokens.map(({ uuid }) => uuid);
    };
    for (const text of ["100% c", "e_m", "COFFEE", "\\ second", token.hint, token.secret.slice(-4)]) {
      expect(await search(text)).toEqual([token.id]);
    }
    expect(await search("%")).toEqual([token.id]);
    expect(await search("nothing like it")).toEqual([]);
  });

  test("finds an accent however it was typed, in the text and in what is looked for", async () => {
    const user = await createUser(db);
    const composed = await seedToken(db, user, { label: "Caf\u00e9 1" });
    const apart = await seedToken(db, user, { label: "Cafe\u0301 2" });
    const list = async (filter: TokenFilter) => {
      const order = { field: "label", descending: false } as const;
      const { tokens } = await listTokens(db, signedIn(user), { filter, order, page: 1, pageSize: 10 });
      return tokens.map(({ uuid }) => uuid).sort();
    };
    for (const text of ["caf\u00e9", "cafe\u0301"]) {
      expect(await list({ search: text })).toEqual([composed.id, apart.id].sort());
    }
    expect(await list({ label: "Cafe\u0301 1" })).toEqual([composed.id]);
    expect(await list({ label: "Caf\u00e9 2" })).toEqual([apart.id]);
  });
});
