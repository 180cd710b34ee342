import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/database";
import type { Database } from "@/db/schema";
import { deleteApplication } from "@/lib/application/delete";
import { transferApplication } from "@/lib/application/transfer";
import { changeRole } from "@/lib/organisation/member/change-role";
import { deleteTeam } from "@/lib/team/delete";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { signIn } from "@/test/session";
import { createToken as create } from "./create";
import { editToken } from "./edit";
import { createTokenInput, editTokenInput } from "./input";
import { revokeToken } from "./revocation/revoke";
import { undoRevoke } from "./revocation/undo";

const ROUNDS = 12;

let database: TestDatabase;
// Two pools, as two instances have them: the requests really meet in the database.
let pools: [Kysely<Database>, Kysely<Database>];
beforeAll(async () => {
  database = await createTestDatabase();
  pools = [connect(database.url), connect(database.url)];
});
afterAll(async () => {
  for (const pool of pools) await pool.destroy();
  await database.destroy();
});

async function agency() {
  const { db } = database;
  const [owner, admin] = [await createUser(db), await createUser(db)];
  const organisation = await createOrganisation(db, {
    members: [
      { user: owner, role: "owner" },
      { user: admin, role: "admin" },
    ],
  });
  return { organisation, owner: await signIn(db, owner), admin: await signIn(db, admin) };
}

/** Both at once, now one and now the other first, each round with an agency of its own. Whatever throws fails the test. */
async function inRounds(
  round: (number: number) => Promise<[(db: Db) => Promise<unknown>, (db: Db) => Promise<unknown>]>,
) {
  for (let number = 0; number < ROUNDS; number++) {
    const [one, other] = await round(number);
    const both = number % 2 === 0 ? [one, other] : [other, one];
    await Promise.all(both.map((verb, n) => verb(pools[n % 2] ?? database.db)));
  }
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

test("lowering a role and that person's undoing of a revoke never wait for each other", async () => {
  await inRounds(async () => {
    const { organisation, owner, admin } = await agency();
    const token = await createOrganisationToken(database.db, organisation);
    await revokeToken(database.db, admin, { id: token.id, reason: null, leaked: false });
    const about = { organisationId: organisation.id, userId: admin.user.id, role: "member" } as const;
    return [(db) => undoRevoke(db, admin, token.id), (db) => changeRole(db, owner, about)];
  });
});

test("lowering a role and that person's extending of an expired token never wait for each other", async () => {
  await inRounds(async () => {
    const { organisation, owner, admin } = await agency();
    const token = await createOrganisationToken(database.db, organisation, { expiresAt: inDays(-1) });
    const input = editTokenInput.parse({ expiration_date: inDays(7).toISOString() });
    const about = { organisationId: organisation.id, userId: admin.user.id, role: "member" } as const;
    return [(db) => editToken(db, admin, token.id, input), (db) => changeRole(db, owner, about)];
  });
});

test("deleting a team, or an application, and editing a token that is given to it never wait for each other", async () => {
  await inRounds(async (number) => {
    const { organisation, owner, admin } = await agency();
    const team = await createTeam(database.db, organisation, {});
    const application = await createApplication(database.db, organisation);
    const isTeam = number % 4 < 2;
    const token = await createOrganisationToken(
      database.db,
      organisation,
      isTeam ? { teamId: team.id } : { applicationId: application.id },
    );
    const input = editTokenInput.parse(isTeam ? { team: team.id } : { application: application.id });
    return [
      (db) => editToken(db, admin, token.id, input),
      (db) =>
        isTeam
          ? deleteTeam(db, owner, { organisationId: organisation.id, teamId: team.id })
          : deleteApplication(db, owner, application.id),
    ];
  });
});

test("a limit whose application is deleted or moved meanwhile is refused in words, or goes with it", async () => {
  const { db } = database;
  await inRounds(async (number) => {
    const { organisation, owner } = await agency();
    const there = await createOrganisation(db, { members: [{ user: { id: owner.user.id }, role: "owner" }] });
    const application = await createApplication(db, organisation);
    const other = await createApplication(db, organisation);
    const limits = [application, other].map(({ id }) => ({ organisation: organisation.id, application: id }));
    const token = await createToken(db, { id: owner.user.id }, { limits: [] });
    const principal = await signIn(db, { id: owner.user.id });
    const isAllowed = (result: { status: string }) => {
      expect(["created", "edited", "invalid"]).toContain(result.status);
    };
    const isMade = number % 4 < 2;
    return [
      async (pool) =>
        isAllowed(
          isMade
            ? await create(pool, principal, createTokenInput.parse({ label: "Made", limits }))
            : await editToken(pool, principal, token.id, editTokenInput.parse({ limits })),
        ),
      (pool) =>
        number % 3 === 0
          ? transferApplication(pool, principal, application.id, there.id)
          : deleteApplication(pool, principal, application.id),
    ];
  });
  const torn = await db
    .selectFrom("access_token_limit as limit")
    .innerJoin("application", "application.id", "limit.application_id")
    .whereRef("application.organisation_id", "!=", "limit.organisation_id")
    .select("limit.id")
    .execute();
  expect(torn).toEqual([]);
});
