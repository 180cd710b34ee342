import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findSecretForAuthentication } from "@/db/access-token/authentication";
import { endSessionsOfUser } from "@/db/account/session";
import type { Database } from "@/db/schema";
import { createToken as create } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { findToken, findTokenBySecret } from "@/lib/access-token/find";
import { createTokenInput, editTokenInput } from "@/lib/access-token/input";
import { digestOf } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { activityOf, letTimePass, principalOf, statesOf, use } from "@/test/rotation";
import { signIn } from "@/test/session";
import { cancelPending, endOverlap, extendOverlap } from "./overlap";
import { promoteOnFirstUse } from "./promote";
import { type RotateTokenInput, replaceUnstoredSecret, rotateToken } from "./rotate";

const DAY_SECONDS = 86_400;
const ahead = (seconds: number) => new Date(Date.now() + seconds * 1000);

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
  token = await createToken(db, user, { scopes: ["tokens:read"] });
});

const owner = () => signedInAs(user);
const details = async (id = token.id) => await findToken(db, owner(), id);
const statusOf = async (secret: string) => (await use(db, secret)).status;
const rotate = async (id = token.id, input: Partial<RotateTokenInput> = {}, principal = owner()) =>
  await rotateToken(db, principal, id, { overlapSeconds: DAY_SECONDS, replaceNow: false, ...input });

async function rotated(id = token.id, input: Partial<RotateTokenInput> = {}): Promise<string> {
  const result = await rotate(id, input);
  if (result.status !== "rotated") throw new Error(result.status);
  return result.secret;
}

describe("rotating a token", () => {
  test.each([
    ["full access", { scopes: ["all"], expiresAt: ahead(DAY_SECONDS) }, "reauthentication_required"],
    ["no expiration date", { scopes: ["tokens:read"] }, "reauthentication_required"],
    ["neither", { scopes: ["tokens:read"], expiresAt: ahead(DAY_SECONDS) }, "rotated"],
  ] as const)("asks who signed in an hour ago for a proof before a secret with %s", async (_words, given, expected) => {
    const target = await createToken(db, user, { ...given, scopes: [...given.scopes] });
    const stale = owner();
    stale.session.authenticatedAt = ahead(-3_600);
    for (const replaceNow of [false, true]) {
      expect((await rotate(target.id, { replaceNow }, stale)).status).toBe(expected);
    }
    if (expected !== "rotated") expect(await statesOf(db, target.id)).toEqual(["current"]);
    expect((await rotate(target.id)).status).toBe("rotated");
  });

  test("is refused, like every other change, to a session that was ended while it waited", async () => {
    await rotated();
    const session = await signIn(db, user);
    await endSessionsOfUser(db, user.id);
    const before = [await statesOf(db, token.id), await details()];
    const pending = (await details())?.rotation.pending?.hint ?? "";
    const changes = [
      await rotate(token.id, {}, session),
      await rotate(token.id, { replaceNow: true }, session),
      await replaceUnstoredSecret(db, session, token.id, pending),
      await cancelPending(db, session, token.id),
      await editToken(db, session, token.id, editTokenInput.parse({ label: "Mine for ever" })),
    ];
    expect(changes.map(({ status }) => status)).toEqual(changes.map(() => "not_found"));
    expect([await statesOf(db, token.id), await details()]).toEqual(before);
  });

  test("waits for the new secret's first use, then both work until the overlap ends, and then the new one alone", async () => {
    const before = await details();
    const fresh = await rotated();
    expect(await statesOf(db, token.id)).toEqual(["current", "pending"]);
    expect(await statusOf(token.secret)).toBe("authenticated");
    expect((await details())?.rotation).toMatchObject({ pending: { hint: expect.any(String) }, retiring: null });

    const first = await principalOf(db, fresh);
    expect(first).toMatchObject({ token: { id: token.id }, secret: { state: "current" } });
    expect(await statesOf(db, token.id)).toEqual(["retiring", "current"]);
    expect(await statusOf(token.secret)).toBe("authenticated");
    const during = await details();
    expect(during).toMatchObject({ uuid: before?.uuid, label: before?.label, scopes: before?.scopes, limits: null });
    const ends = new Date(during?.rotation.retires_at ?? 0).getTime();
    expect(Math.abs(ends - ahead(DAY_SECONDS).getTime())).toBeLessThan(10_000);

    await letTimePass(db, token.id, DAY_SECONDS);
    expect(await statusOf(token.secret)).toBe("token_retired");
    expect(await statusOf(fresh)).toBe("authenticated");
    expect((await details())?.rotation).toEqual({ pending: null, retiring: null, retires_at: null });
    // The next one finds the place free, although nobody has swept the retired secret up.
    expect((await rotate()).status).toBe("rotated");
  });

  test("stores neither secret anywhere, and tells each step in the activity, from where", async () => {
    const fresh = await rotated();
    await principalOf(db, fresh);
    await endOverlap(db, owner(), token.id);
    const dump = await dumpDatabase(db);
    for (const secret of [fresh, token.secret]) expect(linesWithSecret(dump, secret)).toEqual([]);
    const rows = await activityOf(db, token.id);
    expect(rows.map(({ type }) => type)).toEqual([
      "access_token.rotated",
      "access_token.secret_first_used",
      "access_token.overlap_ended",
    ]);
    expect(rows[0]?.after).toEqual({ overlap_seconds: DAY_SECONDS, replaced_pending: false });
    expect(rows[1]).toMatchObject({ actor_token_id: token.id, user_id: user.id, address: "192.0.2.9" });
  });

  test("asked again replaces the pending secret only, so a lost answer costs nothing", async () => {
    const lost = await rotated();
    const fresh = await rotated();
    expect(await statesOf(db, token.id)).toEqual(["current", "retired", "pending"]);
    expect(await statusOf(lost)).toBe("token_retired");
    expect(await statusOf(token.secret)).toBe("authenticated");
    expect(await statusOf(fresh)).toBe("authenticated");
  });

  test("without an overlap ends the former secret with the first use of the new one, not before", async () => {
    const fresh = await rotated(token.id, { overlapSeconds: 0 });
    expect(await statusOf(token.secret)).toBe("authenticated");
    expect(await statusOf(fresh)).toBe("authenticated");
    expect(await statusOf(token.secret)).toBe("token_retired");
  });

  test("is refused during an overlap until that is ended, and changes nothing", async () => {
    const fresh = await rotated();
    await principalOf(db, fresh);
    expect(await rotate()).toEqual({ status: "overlap_running", retiresAt: expect.any(Date) });
    expect(await statesOf(db, token.id)).toEqual(["retiring", "current"]);
    await endOverlap(db, owner(), token.id);
    expect(await statusOf(token.secret)).toBe("token_retired");
    expect((await rotate()).status).toBe("rotated");
  });

  test("replace now ends every other secret at once, also a pending one and during an overlap", async () => {
    const second = await rotated();
    const third = await rotated(token.id, { replaceNow: true });
    for (const secret of [token.secret, second]) expect(await statusOf(secret)).toBe("token_retired");
    const fourth = await rotated();
    await principalOf(db, fourth);
    const fifth = await rotated(token.id, { replaceNow: true });
    for (const secret of [third, fourth]) expect(await statusOf(secret)).toBe("token_retired");
    expect(await statusOf(fifth)).toBe("authenticated");
    expect((await activityOf(db, token.id)).filter(({ type }) => type === "access_token.replaced")).toHaveLength(2);
  });

  test("of an expired or revoked token, or of somebody else's, is refused and leaves no trace", async () => {
    const expired = await createToken(db, user, { createdAt: new Date(0), expiresAt: ahead(-1) });
    const revoked = await createToken(db, user, { revoked: { at: new Date() } });
    const foreign = await createToken(db, await createUser(db));
    for (const replaceNow of [false, true]) {
      expect(await rotate(expired.id, { replaceNow })).toMatchObject({ status: "not_rotatable", detail: /expired/ });
      expect(await rotate(revoked.id, { replaceNow })).toMatchObject({ status: "not_rotatable", detail: /revoked/ });
      expect(await rotate(foreign.id, { replaceNow })).toEqual({ status: "not_found" });
    }
    for (const { id } of [expired, revoked, foreign]) {
      expect(await statesOf(db, id)).toEqual(["current"]);
      expect(await activityOf(db, id)).toEqual([]);
    }
  });
});

describe("a pending secret", () => {
  test("lapses after seven days, not before, and then never works", async () => {
    const fresh = await rotated();
    await letTimePass(db, token.id, 7 * DAY_SECONDS - 5);
    expect((await details())?.rotation.pending).not.toBeNull();
    await letTimePass(db, token.id, 5);
    expect(await statusOf(fresh)).toBe("token_retired");
    expect((await details())?.rotation.pending).toBeNull();
    expect(await statesOf(db, token.id)).toEqual(["current", "pending"]);
    expect(await statusOf(token.secret)).toBe("authenticated");
    expect(await activityOf(db, token.id)).toHaveLength(1);
    expect((await rotate()).status).toBe("rotated");
  });

  test("that lapses or is cancelled between the look and the promotion is not promoted", async () => {
    const fresh = await rotated();
    const row = await findSecretForAuthentication(db, digestOf(fresh, tokenDigestKey().key));
    if (row === undefined) throw new Error("the secret is not there");
    await letTimePass(db, token.id, 7 * DAY_SECONDS);
    await promoteOnFirstUse(db, row, owner().client);
    expect(await statesOf(db, token.id)).toEqual(["current", "pending"]);
    await letTimePass(db, token.id, -7 * DAY_SECONDS);
    await cancelPending(db, owner(), token.id);
    await promoteOnFirstUse(db, row, owner().client);
    expect(await statesOf(db, token.id)).toEqual(["current", "retired"]);
  });

  test("is used on the last second of the seven days", async () => {
    const fresh = await rotated();
    await letTimePass(db, token.id, 7 * DAY_SECONDS - 5);
    expect(await statusOf(fresh)).toBe("authenticated");
  });

  test("is not used by being looked up", async () => {
    const fresh = await rotated();
    expect(await findTokenBySecret(db, owner(), fresh)).toMatchObject({ status: "found", secretState: "pending" });
    expect(await statesOf(db, token.id)).toEqual(["current", "pending"]);
  });

  test("is not used by a request that is refused", async () => {
    const narrow = await createToken(db, user);
    await db
      .updateTable("access_token")
      .set({ allowed_networks: ["203.0.113.0/24"] })
      .where("id", "=", narrow.id)
      .execute();
    const fresh = await rotated(narrow.id);
    expect(await statusOf(fresh)).toBe("network_not_allowed");
    expect(await statesOf(db, narrow.id)).toEqual(["current", "pending"]);
  });

  test("can be cancelled, and the current one never notices", async () => {
    const fresh = await rotated();
    expect(await cancelPending(db, owner(), token.id)).toEqual({ status: "cancelled" });
    expect(await statusOf(fresh)).toBe("token_retired");
    expect(await statusOf(token.secret)).toBe("authenticated");
    expect(await cancelPending(db, owner(), token.id)).toEqual({ status: "no_pending" });
    expect(await cancelPending(db, signedInAs(await createUser(db)), token.id)).toEqual({ status: "not_found" });
  });
});

describe("an overlap", () => {
  const start = async (id = token.id) => await principalOf(db, await rotated(id));

  test("never outlives the expiration date that the token has when it begins", async () => {
    const short = await createToken(db, user, { expiresAt: ahead(3600) });
    await start(short.id);
    const found = await details(short.id);
    expect(found?.rotation.retires_at).toBe(found?.expiration_date);
  });

  test("never outlives an expiration date that is given while it runs, and a later one does not prolong it", async () => {
    await start();
    const expiration_date = ahead(3600).toISOString();
    await editToken(db, owner(), token.id, editTokenInput.parse({ expiration_date }));
    expect((await details())?.rotation.retires_at).toBe(expiration_date);
    await editToken(
      db,
      owner(),
      token.id,
      editTokenInput.parse({ expiration_date: ahead(30 * DAY_SECONDS).toISOString() }),
    );
    expect((await details())?.rotation.retires_at).toBe(expiration_date);
  });

  test("is extended to seven days in all, counted from its beginning, and not a moment longer", async () => {
    await start();
    await letTimePass(db, token.id, 3600);
    const latest = new Date((await details())?.rotation_details.retiring?.latest_retires_at ?? 0);
    expect(Math.abs(latest.getTime() - ahead(7 * DAY_SECONDS - 3600).getTime())).toBeLessThan(10_000);
    const beyond = new Date(latest.getTime() + 1);
    expect((await extendOverlap(db, owner(), token.id, beyond)).status).toBe("invalid");
    expect((await extendOverlap(db, owner(), token.id, ahead(-1))).status).toBe("invalid");
    expect(await extendOverlap(db, owner(), token.id, latest)).toEqual({ status: "extended", retiresAt: latest });
    expect((await details())?.rotation.retires_at).toBe(latest.toISOString());
  });

  test("is not extended beyond the expiration date, nor once it is over", async () => {
    const short = await createToken(db, user, { expiresAt: ahead(2 * DAY_SECONDS) });
    await start(short.id);
    expect((await extendOverlap(db, owner(), short.id, ahead(2 * DAY_SECONDS + 10))).status).toBe("invalid");
    await endOverlap(db, owner(), short.id);
    expect((await extendOverlap(db, owner(), short.id, ahead(DAY_SECONDS))).status).toBe("no_overlap");
    expect((await endOverlap(db, owner(), short.id)).status).toBe("no_overlap");
  });

  test("is not found by anybody else", async () => {
    await start();
    const stranger = signedInAs(await createUser(db));
    expect((await endOverlap(db, stranger, token.id)).status).toBe("not_found");
    expect((await extendOverlap(db, stranger, token.id, ahead(60))).status).toBe("not_found");
    expect(await statesOf(db, token.id)).toEqual(["retiring", "current"]);
  });
});

test("giving an expiration date begins the life that notices are scaled to, and no other edit does", async () => {
  const setAt = async () =>
    (await db.selectFrom("access_token").select("expiration_set_at").where("id", "=", token.id).executeTakeFirst())
      ?.expiration_set_at;
  await db
    .updateTable("access_token")
    .set({ expiration_set_at: new Date(0) })
    .where("id", "=", token.id)
    .execute();
  await editToken(db, owner(), token.id, editTokenInput.parse({ label: "other" }));
  expect(await setAt()).toEqual(new Date(0));
  await editToken(db, owner(), token.id, editTokenInput.parse({ expiration_date: ahead(3600).toISOString() }));
  expect(Date.now() - Number(await setAt())).toBeLessThan(10_000);
});

describe("a token that calls", () => {
  const selfRotating = async () => {
    const made = await createToken(db, user, { scopes: ["tokens:write"] });
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", made.id).execute();
    return made;
  };
  const asToken = async (secret: string, id: string, replaceNow = false) =>
    await rotateToken(db, await principalOf(db, secret), id, { overlapSeconds: 3600, replaceNow });

  test("rotates itself only by its owner's leave, and by the leave of this moment", async () => {
    const plain = await createToken(db, user);
    expect(await asToken(plain.secret, plain.id)).toEqual({ status: "itself_not_allowed" });
    const allowed = await selfRotating();
    const letIn = await principalOf(db, allowed.secret);
    expect((await asToken(allowed.secret, allowed.id)).status).toBe("rotated");
    await db.updateTable("access_token").set({ may_rotate_itself: false }).where("id", "=", allowed.id).execute();
    expect((await rotateToken(db, letIn, allowed.id, { overlapSeconds: 0, replaceNow: true })).status).toBe(
      "itself_not_allowed",
    );
  });

  test("does not have what it made rotate, replace or widen it instead, without its owner's leave", async () => {
    const made = async (secret: string) => {
      const result = await create(db, await principalOf(db, secret), createTokenInput.parse({ label: "made" }));
      if (result.status !== "created") throw new Error(result.status);
      return result;
    };
    const maker = await createToken(db, user);
    const child = await made(maker.secret);
    const grandchild = await made(child.secret);
    const sister = await made(maker.secret);
    for (const { secret } of [child, grandchild]) {
      for (const replaceNow of [false, true]) {
        expect(await asToken(secret, maker.id, replaceNow)).toEqual({ status: "maker_not_allowed" });
      }
    }
    expect((await asToken(grandchild.secret, sister.token.uuid)).status).toBe("rotated");

    // Nor does one whose secret it got by rotating that.
    const neighbour = await createToken(db, user);
    const taken = await asToken(maker.secret, neighbour.id, true);
    if (taken.status !== "rotated") throw new Error(taken.status);
    expect(await asToken(taken.secret, maker.id)).toEqual({ status: "maker_not_allowed" });

    // The owner narrows it: what it made before is wider, and does not widen it again.
    await editToken(db, owner(), maker.id, editTokenInput.parse({ scopes: ["tokens:write"] }));
    const wider = editTokenInput.parse({ scopes: ["all"] });
    expect(await editToken(db, await principalOf(db, child.secret), maker.id, wider)).toEqual({
      status: "exceeds_caller",
      fields: ["scopes"],
    });
    const relabelled = editTokenInput.parse({ label: "Relabelled" });
    expect((await editToken(db, await principalOf(db, child.secret), maker.id, relabelled)).status).toBe("edited");

    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", maker.id).execute();
    expect((await asToken(child.secret, maker.id)).status).toBe("exceeds_caller");
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", child.token.uuid).execute();
    expect((await asToken(child.secret, maker.id)).status).toBe("rotated");
  });

  test("does not put the new secret out with the old one", async () => {
    const made = await selfRotating();
    const fresh = await rotated(made.id);
    await principalOf(db, fresh);
    for (const replaceNow of [false, true]) {
      expect((await asToken(made.secret, made.id, replaceNow)).status).toBe("not_rotatable");
    }
    expect(await statusOf(fresh)).toBe("authenticated");
  });

  test("gets nothing out of a rotation when its secret was replaced since it was let in", async () => {
    const made = await selfRotating();
    const letIn = await principalOf(db, made.secret);
    await rotated(made.id, { replaceNow: true });
    await expect(rotateToken(db, letIn, made.id, { overlapSeconds: 0, replaceNow: true })).rejects.toThrow();
    expect(await statesOf(db, made.id)).toEqual(["retired", "current"]);
  });

  test("never gets the secret of a stronger one", async () => {
    const caller = await createToken(db, user, { scopes: ["tokens:write"] });
    const stronger = await createToken(db, user, { scopes: ["all"] });
    const selfish = await selfRotating();
    expect(await asToken(caller.secret, stronger.id)).toEqual({ status: "not_found" });
    expect(await asToken(caller.secret, selfish.id)).toEqual({
      status: "exceeds_caller",
      fields: ["may_rotate_itself"],
    });
    expect((await asToken(selfish.secret, caller.id)).status).toBe("rotated");
  });
});
