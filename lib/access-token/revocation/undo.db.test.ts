import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { CallerEnded } from "@/lib/access-token/authentication/caller-ended";
import { createToken as create } from "@/lib/access-token/create";
import { findToken } from "@/lib/access-token/find";
import { createTokenInput } from "@/lib/access-token/input";
import { finishLeaks } from "@/lib/access-token/leak/finish";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { databaseClock } from "@/lib/work/clock";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { whileActivityFails } from "@/test/database/failing-activity";
import { createOrganisation, createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { activityOf, letTimePass, principalOf, use } from "@/test/rotation";
import { findMadeBy, revokeToken } from "./revoke";
import { revokeBySecret } from "./revoke-by-secret";
import { undoRevoke } from "./undo";

let test_: TestDatabase;
let db: Kysely<Database>;
let user: TestUser;
let token: TestToken;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
});
afterAll(() => test_.destroy());
beforeEach(async () => {
  user = await createUser(db);
  token = await createToken(db, user);
});

const owner = () => signedInAs(user);
const undo = async (id = token.id, principal = owner()) => await undoRevoke(db, principal, id);
const revoke = async (id = token.id, leaked = false) =>
  await revokeToken(db, owner(), { id, reason: "by mistake", leaked });
const statusOf = async (secret: string) => (await use(db, secret)).status;
const typesOf = async (id: string) => (await activityOf(db, id)).map(({ type }) => type);

/** A token that another one made, with its secret. */
async function madeWith(secret: string, label: string) {
  const result = await create(db, await principalOf(db, secret), createTokenInput.parse({ label }));
  if (result.status !== "created") throw new Error(result.status);
  return { id: result.token.uuid, secret: result.secret };
}

describe("undoing a revoke", () => {
  test("brings the token back as it was, and the activity tells both", async () => {
    const before = await findToken(db, owner(), token.id);
    await revoke();
    const revoked = await findToken(db, owner(), token.id);
    expect(new Date(revoked?.undoable_until ?? 0).getTime()).toBe(
      new Date(revoked?.revoked_at ?? 0).getTime() + 3_600_000,
    );
    expect(await undo()).toEqual({ status: "undone" });
    expect(await statusOf(token.secret)).toBe("authenticated");
    expect(await findToken(db, owner(), token.id)).toEqual(before);
    expect(await typesOf(token.id)).toEqual(["access_token.revoked", "access_token.revoke_undone"]);
  });

  test("twice, or of a token that is not revoked, changes nothing", async () => {
    expect(await undo()).toEqual({ status: "undone" });
    expect(await typesOf(token.id)).toEqual([]);
  });

  test("is possible for sixty minutes, and no longer", async () => {
    await revoke();
    await letTimePass(db, token.id, 3_595);
    expect((await findToken(db, owner(), token.id))?.undoable_until).not.toBeNull();
    await letTimePass(db, token.id, 5);
    expect(await undo()).toEqual({ status: "too_late" });
    expect((await findToken(db, owner(), token.id))?.undoable_until).toBeNull();
    expect(await statusOf(token.secret)).toBe("token_revoked");
  });

  test("is possible on the last second of the sixty minutes", async () => {
    await revoke();
    await letTimePass(db, token.id, 3_595);
    expect(await undo()).toEqual({ status: "undone" });
  });

  test.each(["leaked", "by_administrator", "self"] as const)(
    "is refused for one that was revoked as %s",
    async (kind) => {
      const final = await createToken(db, user, { revoked: { at: new Date(), kind } });
      expect(await undo(final.id)).toEqual({ status: "final" });
      expect((await findToken(db, owner(), final.id))?.undoable_until).toBeNull();
      expect(await typesOf(final.id)).toEqual([]);
    },
  );

  test("is not for anybody else, also not when somebody else revoked it in the owner's way", async () => {
    const other = await createUser(db);
    await revoke();
    expect(await undo(token.id, signedInAs(other))).toEqual({ status: "not_found" });
    await db.updateTable("access_token").set({ revoked_by_user_id: other.id }).where("id", "=", token.id).execute();
    expect(await undo()).toEqual({ status: "final" });
  });

  test("is refused once someone with the secret revoked it, who cannot tell that it was revoked before", async () => {
    await revoke();
    const client = { address: "192.0.2.7", userAgent: "vitest", requestId: "" };
    for (let n = 0; n < 2; n++) await revokeBySecret(db, token.secret, client);
    expect(await undo()).toEqual({ status: "final" });
    expect(await typesOf(token.id)).toEqual(["access_token.revoked", "access_token.revoked"]);
    // A secret that was rotated away before is no longer the token's.
    const rotated = await createToken(db, user);
    const rotation = { overlapSeconds: 0, replaceNow: true };
    expect((await rotateToken(db, owner(), rotated.id, rotation)).status).toBe("rotated");
    await revoke(rotated.id);
    await revokeBySecret(db, rotated.secret, client);
    expect(await undo(rotated.id)).toEqual({ status: "undone" });
  });

  test("is refused when there is no room under the limit, and possible again when there is", async () => {
    await revoke();
    const others = await Promise.all(Array.from({ length: 100 }, () => createToken(db, user)));
    expect(await undo()).toEqual({ status: "limit_reached", limit: 100 });
    expect(await statusOf(token.secret)).toBe("token_revoked");
    await revoke(others[0]?.id);
    expect(await undo()).toEqual({ status: "undone" });
  });

  test("of one that expired meanwhile brings an expired token back, which needs no room", async () => {
    const short = await createToken(db, user, { expiresAt: new Date(Date.now() + 60_000) });
    await revoke(short.id);
    const past = { created_at: new Date(0), expires_at: new Date(Date.now() - 1000) };
    await db.updateTable("access_token").set(past).where("id", "=", short.id).execute();
    for (let i = 0; i < 100; i++) await createToken(db, user);
    expect(await undo(short.id)).toEqual({ status: "undone" });
    expect((await findToken(db, owner(), short.id))?.status).toBe("expired");
  });
});

describe("revoking a token as leaked", () => {
  test("takes along what was made with it, and with that in turn, also where one on the way is revoked", async () => {
    const child = await madeWith(token.secret, "child");
    const grandchild = await madeWith(child.secret, "grandchild");
    await revoke(child.id);
    const bystander = await createToken(db, user);
    const named = (await findMadeBy(db, owner(), token.id)).map(({ uuid }) => uuid);
    expect(named).toEqual([grandchild.id]);

    expect(await revoke(token.id, true)).toEqual({ status: "revoked", alsoRevoked: [grandchild.id] });
    for (const { secret } of [token, child, grandchild]) expect(await statusOf(secret)).toBe("token_revoked");
    expect(await statusOf(bystander.secret)).toBe("authenticated");
    for (const id of [token.id, grandchild.id]) {
      const [row] = (await activityOf(db, id)).filter(({ type }) => type === "access_token.revoked");
      expect(row).toMatchObject({ after: { revoke_kind: "leaked" }, actor_user_id: user.id });
      expect(await undo(id)).toEqual({ status: "final" });
    }
  });

  test("makes what was made with it final too, when it was revoked before and could still be undone", async () => {
    const child = await madeWith(token.secret, "child");
    await revoke(child.id);
    await revoke(token.id, true);
    expect(await undo(child.id)).toEqual({ status: "final" });
  });

  test("takes along a token whose living secret was made with it, and not one whose secret was replaced since", async () => {
    const [taken, saved] = [await createToken(db, user), await createToken(db, user)];
    const thief = await principalOf(db, token.secret);
    for (const { id } of [taken, saved]) await rotateToken(db, thief, id, { overlapSeconds: 0, replaceNow: true });
    await rotateToken(db, owner(), saved.id, { overlapSeconds: 0, replaceNow: true });
    expect(await revoke(token.id, true)).toEqual({ status: "revoked", alsoRevoked: [taken.id] });
  });

  test("takes along what a secret of its making made, also when that secret was replaced since, and nothing that others made", async () => {
    const saved = await createToken(db, user);
    const before = await madeWith(saved.secret, "before");
    const taken = await rotateToken(db, await principalOf(db, token.secret), saved.id, {
      overlapSeconds: 0,
      replaceNow: true,
    });
    if (taken.status !== "rotated") throw new Error(taken.status);
    const meanwhile = await madeWith(taken.secret, "meanwhile");
    const back = await rotateToken(db, owner(), saved.id, { overlapSeconds: 0, replaceNow: true });
    if (back.status !== "rotated") throw new Error(back.status);
    const after = await madeWith(back.secret, "after");
    expect(await revoke(token.id, true)).toEqual({ status: "revoked", alsoRevoked: [meanwhile.id] });
    expect(await statusOf(meanwhile.secret)).toBe("token_revoked");
    for (const { secret } of [back, before, after]) expect(await statusOf(secret)).toBe("authenticated");
  });

  test("makes a revoke final that could still be undone, without touching when it was", async () => {
    await revoke();
    const { revoked_at } = (await findToken(db, owner(), token.id)) ?? {};
    expect(await revoke(token.id, true)).toEqual({ status: "already_revoked", alsoRevoked: [] });
    expect(await undo()).toEqual({ status: "final" });
    expect(await findToken(db, owner(), token.id)).toMatchObject({ revoked_at, revocation: { kind: "leaked" } });
    expect(await revoke(token.id, true)).toEqual({ status: "already_revoked", alsoRevoked: [] });
    expect(await typesOf(token.id)).toEqual(["access_token.revoked", "access_token.revoked"]);
  });

  test("takes a second of a job that made a token for each run, not minutes, and leaves alone what can never live again", async () => {
    const ago = (count: string) => sql.raw(`now() - ${count} * interval '2 hours'`);
    await sql`
      insert into access_token (id, kind, user_id, label, purpose, scopes, reach, created_by_token_id, created_at, expires_at)
      select gen_random_uuid(), 'pat', ${user.id}, 'run ' || n, 'ci_pipeline', '{tokens:read}', 'everything', ${token.id},
        ${ago("n")}, ${ago("(n - 4)")}
      from generate_series(1, 20000) as n`.execute(db);
    await sql`analyze access_token`.execute(db);
    const child = await madeWith(token.secret, "of the last run");

    const started = performance.now();
    const named = (await findMadeBy(db, owner(), token.id)).map(({ uuid }) => uuid);
    expect(performance.now() - started).toBeLessThan(20_000);
    // Those of the last 30 days, which could be extended.
    expect(named).toContain(child.id);
    expect(named).toHaveLength(30 * 12 + 4);
    const result = await revoke(token.id, true);
    expect(result.status === "revoked" && [...result.alsoRevoked].sort()).toEqual([...named].sort());
    expect(await statusOf(child.secret)).toBe("token_revoked");
  }, 60_000);

  test("ends the token itself also when what it made cannot be written at that moment, and takes that a minute later", async () => {
    const child = await madeWith(token.secret, "x");
    const before = await principalOf(db, child.secret);
    const failing = { type: "access_token.revoked", targetId: child.id };
    await expect(
      whileActivityFails(db, failing, () => revokeToken(db, owner(), { id: token.id, reason: null, leaked: true })),
    ).rejects.toThrow("disk");
    expect(await statusOf(token.secret)).toBe("token_revoked");
    // What it made is refused from that moment, and makes nothing more.
    expect(await statusOf(child.secret)).toBe("token_revoked");
    expect((await activityOf(db, child.id)).map(({ type }) => type)).not.toContain("access_token.revoked");
    await expect(create(db, before, createTokenInput.parse({ label: "grandchild" }))).rejects.toThrow(CallerEnded);

    await finishLeaks(
      { db, clock: databaseClock, mail: undefined, leaseSeconds: 60, signal: new AbortController().signal },
      {},
    );
    const [row] = (await activityOf(db, child.id)).filter(({ type }) => type === "access_token.revoked");
    expect(row).toMatchObject({ after: { revoke_kind: "leaked" }, actor_user_id: user.id });
  });

  test("takes along what it made where the one who revokes sees nothing of it", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "admin" }] });
    const made = await create(
      db,
      await principalOf(db, token.secret),
      createTokenInput.parse({ label: "robot", organisation: organisation.id, workflow: "nightly" }),
    );
    if (made.status !== "created") throw new Error(made.status);
    await db.deleteFrom("membership").where("user_id", "=", user.id).execute();
    expect(await findMadeBy(db, owner(), token.id)).toEqual([]);
    expect(await revoke(token.id, true)).toEqual({ status: "revoked", alsoRevoked: [made.token.uuid] });
    expect(await statusOf(made.secret)).toBe("token_revoked");
  });

  test("of somebody else's finds nothing, and tells nothing of what it made", async () => {
    const stranger = signedInAs(await createUser(db));
    await madeWith(token.secret, "child");
    expect(await findMadeBy(db, stranger, token.id)).toEqual([]);
    expect(await revokeToken(db, stranger, { id: token.id, reason: null, leaked: true })).toEqual({
      status: "not_found",
    });
    expect(await statusOf(token.secret)).toBe("authenticated");
  });
});
