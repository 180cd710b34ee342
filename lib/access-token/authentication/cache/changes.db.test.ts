import { type Kysely, sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RowChange } from "@/db/database";
import { hasImportedSecretRows } from "@/db/imported-token/exists";
import type { PolicyColumns } from "@/db/organisation/policy";
import type { Database } from "@/db/schema";
import { editToken } from "@/lib/access-token/edit";
import { rotateTokenInput } from "@/lib/access-token/input";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { digestOf, generateSecret } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { changeRole } from "@/lib/organisation/member/change-role";
import { removeMember } from "@/lib/organisation/member/remove";
import { renameOrganisation } from "@/lib/organisation/rename";
import { withdrawAccess } from "@/lib/organisation/token/withdraw";
import { deactivate } from "@/lib/user/deactivate";
import {
  addMember,
  addToApplication,
  createApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { type Remembering, request, startRemembering, timeless } from "@/test/principals";
import { signIn } from "@/test/session";
import { knownToken, presented } from "./known";
import { changesSeen, runningPrincipals } from "./principals";

let here: Remembering;
let db: Kysely<Database>;
let elsewhere: Kysely<Database>;
beforeAll(async () => {
  here = await startRemembering();
  ({ db, elsewhere } = here);
});
afterAll(() => here.end());

const known = (secret: string, address = "192.0.2.9") => knownToken(presented(secret), address);

/** An agency with a guest, whose token, and one of its own, this instance remembers. */
async function agency() {
  const owner = await createUser(elsewhere);
  const organisation = await createOrganisation(elsewhere, { members: [{ user: owner, role: "owner" }] });
  const other = await createOrganisation(elsewhere, { name: "Other" });
  const application = await createApplication(elsewhere, organisation);
  const guest = await createMember(elsewhere, organisation, "guest");
  await addToApplication(elsewhere, organisation, application, guest, "read");
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
  const tokens = {
    guests: await createToken(elsewhere, guest),
    limited: await createToken(elsewhere, guest, { limits }),
    own: await createOrganisationToken(elsewhere, organisation, { actsAs: "guest", limits }),
  };
  await changesSeen();
  for (const { secret } of Object.values(tokens)) {
    await request(db, secret);
    expect(known(secret)).toBeDefined();
  }
  return { owner, organisation, other, application, guest, tokens };
}
type Agency = Awaited<ReturnType<typeof agency>>;

describe("what another instance changes is seen once this one was told", () => {
  const set = (change: RowChange<"access_token">) => (a: Agency) =>
    elsewhere.updateTable("access_token").set(change).where("id", "=", a.tokens.guests.id).execute();
  const setSecret = (change: RowChange<"access_token_secret">) => (a: Agency) =>
    elsewhere.updateTable("access_token_secret").set(change).where("token_id", "=", a.tokens.guests.id).execute();
  const soon = new Date(Date.now() + 3_600_000);
  const policy = (a: Agency, rules: Partial<PolicyColumns>, enforced_from = new Date(Date.now() - 1_000)) =>
    elsewhere
      .insertInto("organisation_policy")
      .values({ id: uuidv7(), organisation_id: a.organisation.id, enforced_from, ...rules })
      .execute();

  test.each<[string, (a: Agency) => Promise<unknown>]>([
    ["a revoke", set({ revoked_at: new Date(), revoke_kind: "by_owner" })],
    ["fewer scopes", set({ scopes: ["tokens:read"] })],
    ["networks", set({ allowed_networks: ["10.0.0.0/8"] })],
    ["an expiration date", set({ expires_at: soon })],
    ["a label", set({ label: "Renamed" })],
    ["a reach", set({ reach: "limited" })],
    ["a secret that retires", setSecret({ state: "retired", retires_at: new Date() })],
    ["a deleted token", (a) => elsewhere.deleteFrom("access_token").where("id", "=", a.tokens.guests.id).execute()],
    [
      "a deactivation",
      (a) => elsewhere.updateTable("user").set({ deactivated_at: new Date() }).where("id", "=", a.guest.id).execute(),
    ],
    ["a name", (a) => elsewhere.updateTable("user").set({ first_name: "Ada" }).where("id", "=", a.guest.id).execute()],
    ["a deleted user", (a) => elsewhere.deleteFrom("user").where("id", "=", a.guest.id).execute()],
    ["a removal", (a) => elsewhere.deleteFrom("membership").where("user_id", "=", a.guest.id).execute()],
    [
      "a role",
      (a) => elsewhere.updateTable("membership").set({ role: "admin" }).where("user_id", "=", a.guest.id).execute(),
    ],
    ["a membership", (a) => addMember(elsewhere, a.other, a.guest, "owner")],
    [
      "a team",
      async (a) => {
        await elsewhere.updateTable("membership").set({ role: "member" }).where("user_id", "=", a.guest.id).execute();
        await createTeam(elsewhere, a.organisation, { members: [a.guest] });
      },
    ],
    [
      "an application taken from a guest",
      (a) => elsewhere.deleteFrom("application_collaborator").where("user_id", "=", a.guest.id).execute(),
    ],
    [
      "an application that a guest may write to",
      (a) =>
        elsewhere
          .updateTable("application_collaborator")
          .set({ access: "write" })
          .where("user_id", "=", a.guest.id)
          .execute(),
    ],
    [
      "withdrawn access",
      (a) =>
        elsewhere
          .insertInto("access_token_organisation")
          .values({
            token_id: a.tokens.guests.id,
            organisation_id: a.organisation.id,
            state: "withdrawn",
            reason: "Lost laptop",
          })
          .execute(),
    ],
    ["a policy", (a) => policy(a, { personal_tokens_allowed: false })],
    ["a policy with networks", (a) => policy(a, { allowed_networks: ["10.0.0.0/8"] })],
    [
      "a renamed organisation",
      (a) =>
        elsewhere.updateTable("organisation").set({ name: "Renamed" }).where("id", "=", a.organisation.id).execute(),
    ],
    [
      "a limit that goes",
      (a) => elsewhere.deleteFrom("access_token_limit").where("token_id", "=", a.tokens.limited.id).execute(),
    ],
    [
      "an application that moves",
      async (a) => {
        await elsewhere.deleteFrom("application_collaborator").where("application_id", "=", a.application.id).execute();
        await elsewhere
          .updateTable("application")
          .set({ organisation_id: a.other.id })
          .where("id", "=", a.application.id)
          .execute();
      },
    ],
    [
      "an environment that nobody named",
      (a) => elsewhere.deleteFrom("environment").where("application_id", "=", a.application.id).execute(),
    ],
    ["everything", () => sql`truncate access_token_organisation`.execute(elsewhere)],
  ])("%s", async (_, change) => {
    const a = await agency();
    await change(a);
    await changesSeen();
    for (const { secret } of Object.values(a.tokens)) {
      for (let n = 0; n < 2; n++) {
        expect(timeless(await request(db, secret))).toEqual(timeless(await request(elsewhere, secret)));
      }
    }
  });

  test("an organisation that is deleted", async () => {
    const { tokens, organisation, application } = await agency();
    await elsewhere.deleteFrom("application").where("id", "=", application.id).execute();
    await elsewhere.deleteFrom("organisation").where("id", "=", organisation.id).execute();
    await changesSeen();
    expect((await request(db, tokens.own.secret)).status).toBe("invalid_token");
    expect(await request(db, tokens.guests.secret)).toMatchObject({ principal: { organisations: [] } });
  });

  test("a secret that somebody gets whom nobody had", async () => {
    const secret = generateSecret("lk", "pat");
    const { tokens } = await agency();
    for (let n = 0; n < 2; n++) expect((await request(db, secret)).status).toBe("invalid_token");
    const { key, id } = tokenDigestKey();
    await sql`update access_token_secret set state = 'retired', retires_at = now() where token_id = ${tokens.guests.id}`.execute(
      elsewhere,
    );
    await elsewhere
      .insertInto("access_token_secret")
      .values({
        id: uuidv7(),
        token_id: tokens.guests.id,
        digest: digestOf(secret, key),
        key_id: id,
        hint: "lk_pat_…",
        state: "current",
      })
      .execute();
    await changesSeen();
    expect((await request(db, secret)).status).toBe("authenticated");
  });
});

test("a leak ends at once what comes from the token, by any number of steps, wherever that is remembered", async () => {
  const { guest, tokens } = await agency();
  const [child, grandchild] = [await createToken(elsewhere, guest), await createToken(elsewhere, guest)];
  for (const [made, maker] of [
    [child, tokens.guests],
    [grandchild, child],
  ] as const) {
    await elsewhere
      .updateTable("access_token")
      .set({ created_by_token_id: maker.id })
      .where("id", "=", made.id)
      .execute();
  }
  await changesSeen();
  for (const { secret } of [child, grandchild, tokens.limited]) {
    await request(db, secret);
    expect(known(secret)).toBeDefined();
  }
  await elsewhere
    .updateTable("access_token")
    .set({ revoked_at: new Date(), revoke_kind: "leaked" })
    .where("id", "=", tokens.guests.id)
    .execute();
  await changesSeen();
  for (const { secret } of [child, grandchild]) expect((await request(db, secret)).status).toBe("token_revoked");
  expect(known(tokens.limited.secret)).toBeDefined();
});

test("what this instance changes itself is seen when its verb returns", async () => {
  const { organisation, owner, guest, tokens } = await agency();
  const session = await signIn(db, owner);
  const guests = await signIn(db, guest);
  const again = async () => {
    for (const { secret } of [tokens.guests, tokens.own]) await request(db, secret);
    expect(known(tokens.guests.secret)).toBeDefined();
    return known(tokens.guests.secret)?.core;
  };
  const at = organisation.id;
  // Late enough that none is seen by chance.
  here.notices.delay(30);

  await editToken(db, guests, tokens.guests.id, { label: "Edited" });
  expect(known(tokens.guests.secret)).toBeUndefined();
  expect((await again())?.token.label).toBe("Edited");
  await renameOrganisation(db, session, at, "Renamed");
  expect([known(tokens.guests.secret), known(tokens.own.secret)]).toEqual([undefined, undefined]);
  expect((await again())?.organisations).toMatchObject([{ name: "Renamed" }]);
  await changeRole(db, session, { organisationId: at, userId: guest.id, role: "member" });
  expect(known(tokens.guests.secret)).toBeUndefined();
  expect((await again())?.organisations).toMatchObject([{ role: "member" }]);
  await withdrawAccess(db, session, { organisationId: at, tokenId: tokens.guests.id, reason: null });
  expect(known(tokens.guests.secret)).toBeUndefined();
  expect((await again())?.refusedOrganisations).toMatchObject([{ access: "withdrawn" }]);
  await removeMember(db, session, { organisationId: at, userId: guest.id });
  expect(known(tokens.guests.secret)).toBeUndefined();
  expect((await again())?.organisations).toEqual([]);

  const rotated = await rotateToken(db, guests, tokens.guests.id, rotateTokenInput.parse({ replace_now: true }));
  expect(known(tokens.guests.secret)).toBeUndefined();
  expect((await request(db, tokens.guests.secret)).status).toBe("token_retired");
  if (rotated.status !== "rotated") throw new Error(rotated.status);
  await request(db, rotated.secret);
  expect(known(rotated.secret)).toBeDefined();
  await revokeToken(db, guests, { id: tokens.guests.id, reason: null });
  expect(known(rotated.secret)).toBeUndefined();
  expect((await request(db, rotated.secret)).status).toBe("token_revoked");
  await deactivate(db, guest.email, session.client);
  expect((await request(db, tokens.limited.secret)).status).toBe("owner_deactivated");
  here.notices.delay(0);
});

test("a policy whose time comes, and an expiration date, take effect at their time without anybody's doing", async () => {
  const { organisation, tokens } = await agency();
  const ahead = (ms: number) => sql<Date>`clock_timestamp() + make_interval(secs => ${ms / 1000})`;
  const version = { id: uuidv7(), organisation_id: organisation.id, personal_tokens_allowed: false };
  await db
    .insertInto("organisation_policy")
    .values({ ...version, enforced_from: ahead(300) })
    .execute();
  await db
    .updateTable("access_token")
    .set({ expires_at: ahead(300) })
    .where("id", "=", tokens.own.id)
    .execute();
  for (const { secret } of [tokens.guests, tokens.own]) await request(db, secret);
  expect(known(tokens.guests.secret)?.core.refusedOrganisations).toEqual([]);
  expect(known(tokens.own.secret)).toBeDefined();
  const atDatabase = async () => (await request(elsewhere, tokens.own.secret)).status;
  await expect.poll(atDatabase, { interval: 5 }).toBe("token_expired");
  // Perhaps a moment before the database's time, and never after it.
  expect([known(tokens.guests.secret), known(tokens.own.secret)]).toEqual([undefined, undefined]);
  expect((await request(db, tokens.own.secret)).status).toBe("token_expired");
  expect(await request(db, tokens.guests.secret)).toMatchObject({
    principal: { refusedOrganisations: [{ access: "blocked", rules: ["personal_tokens"] }] },
  });
});

test("an answer is the same object until something changes, and each address gets its own where networks are named", async () => {
  const { guest, tokens } = await agency();
  expect(known(tokens.guests.secret)?.core).toBe(known(tokens.guests.secret)?.core);
  expect(Object.isFrozen(known(tokens.guests.secret)?.core.organisations)).toBe(true);
  const { secret } = await createToken(elsewhere, guest, { allowedNetworks: ["192.0.2.0/24"] });
  await changesSeen();
  await request(db, secret, "198.51.100.1");
  for (let n = 0; n < 2; n++) {
    expect((await request(db, secret, "192.0.2.1")).status).toBe("authenticated");
    expect(known(secret, "192.0.2.1")?.core.token.allowed_networks).toEqual(["192.0.2.0/24"]);
    expect(known(secret, "192.0.2.1")?.core).toBe(known(secret, "192.0.2.1")?.core);
    expect(known(secret, "198.51.100.1")).toBeUndefined();
    expect((await request(db, secret, "198.51.100.1")).status).toBe("network_not_allowed");
  }
});

test("after any history of changes this instance says what the database says", async () => {
  const a = await agency();
  const secrets = Object.values(a.tokens);
  const seed = Math.floor(Math.random() * 1e9);
  const random = seeded(seed);
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const token = () => pick(...secrets).id;
  const steps: (() => Promise<unknown>)[] = [
    () =>
      elsewhere
        .updateTable("access_token")
        .set({ label: `Label ${random()}` })
        .where("id", "=", token())
        .execute(),
    () => {
      const revoked = pick(true, false);
      return elsewhere
        .updateTable("access_token")
        .set({ revoked_at: revoked ? new Date() : null, revoke_kind: revoked ? "by_owner" : null })
        .where("id", "=", token())
        .execute();
    },
    () =>
      elsewhere
        .updateTable("access_token")
        .set({ allowed_networks: pick(null, ["10.0.0.0/8"], ["192.0.2.0/24"]) })
        .where("id", "=", token())
        .execute(),
    () =>
      elsewhere
        .updateTable("access_token")
        .set({ expires_at: pick(null, new Date(Date.now() - 1_000), new Date(Date.now() + 20)) })
        .where("id", "=", token())
        .execute(),
    () =>
      elsewhere
        .updateTable("user")
        .set({ deactivated_at: pick(null, null, new Date()), timezone: pick("UTC", "Asia/Tokyo") })
        .where("id", "=", a.guest.id)
        .execute(),
    () =>
      elsewhere
        .updateTable("membership")
        .set({ role: pick("guest", "member", "admin") })
        .where("user_id", "=", a.guest.id)
        .execute(),
    () =>
      elsewhere
        .updateTable("application_collaborator")
        .set({ access: pick("read", "write") })
        .where("user_id", "=", a.guest.id)
        .execute(),
    () =>
      elsewhere
        .updateTable("organisation")
        .set({ name: `Name ${random()}` })
        .where("id", "=", a.organisation.id)
        .execute(),
    () =>
      elsewhere
        .insertInto("organisation_policy")
        .values({
          id: uuidv7(),
          organisation_id: a.organisation.id,
          expiration_required: pick(true, false),
          allowed_networks: pick(null, ["192.0.2.0/24"]),
          enforced_from: new Date(Date.now() + pick(-10, 20)),
        })
        .execute(),
    () => elsewhere.deleteFrom("organisation_policy").where("organisation_id", "=", a.organisation.id).execute(),
    () => {
      const state = pick("active" as const, "withdrawn" as const);
      return elsewhere
        .insertInto("access_token_organisation")
        .values({ token_id: token(), organisation_id: a.organisation.id, state })
        .onConflict((conflict) => conflict.columns(["token_id", "organisation_id"]).doUpdateSet({ state }))
        .execute();
    },
    () =>
      elsewhere.transaction().execute(async (trx) => {
        await trx
          .updateTable("access_token_secret")
          .set({ state: "retired", retires_at: new Date() })
          .where("token_id", "=", a.tokens.limited.id)
          .execute();
        await trx
          .updateTable("access_token_secret")
          .set({ state: "current", retires_at: null })
          .where("token_id", "=", a.tokens.limited.id)
          .execute();
      }),
  ];
  for (let step = 0; step < 80; step++) {
    await pick(...steps)();
    await changesSeen();
    for (const { secret } of secrets) {
      const address = pick("192.0.2.9", "10.1.1.1");
      const [told, asked] = [await request(db, secret, address), await request(elsewhere, secret, address)];
      // Between the two, a time may have come.
      const after = timeless(told);
      if (JSON.stringify(after) === JSON.stringify(timeless(asked))) continue;
      expect(timeless(await request(db, secret, address)), `seed ${seed}, step ${step}`).toEqual(timeless(asked));
    }
  }
});

/** mulberry32: the same numbers again for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test("whether there are imported secrets is asked once for all who ask at a time, and no more once there are", async () => {
  let asked = 0;
  const ask = async () => {
    asked++;
    return await hasImportedSecretRows(elsewhere);
  };
  const find = () => Promise.all([1, 2, 3].map(() => runningPrincipals()?.hasImported(ask)));
  expect([await find(), await find(), asked]).toEqual([[false, false, false], [false, false, false], 1]);
  const owner = await createUser(elsewhere);
  for (const _ of [1, 2]) {
    await createToken(elsewhere, owner, { importedAt: new Date() });
    await changesSeen();
    expect([await find(), asked]).toEqual([[true, true, true], 2]);
  }
});
