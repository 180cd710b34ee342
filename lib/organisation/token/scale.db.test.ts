import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertPolicy } from "@/db/organisation/policy";
import type { OrganisationTokenFilter } from "@/db/organisation/token-filter";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { analyze, createAgency, LARGE } from "@/test/scale/agency";
import { withoutIndex } from "@/test/scale/plan";
import { signIn } from "@/test/session";
import { findAssignments, groupOrganisationTokens } from "./group";
import { countReachingTokens, listOrganisationTokens, readOrganisationTokens } from "./list";
import { findNeedyTokens } from "./needy";

let database: TestDatabase;
type Reader = { principal: SessionPrincipal; organisation: PrincipalOrganisation };
let owner: Reader;
let member: Reader;
let guest: Reader;
beforeAll(async () => {
  database = await createTestDatabase();
  const agency = await createAgency(database.db, LARGE);
  await createAgency(database.db, LARGE);
  await insertPolicy(database.db, {
    organisation_id: agency.id,
    expiration_required: true,
    enforced_from: new Date(0),
  });
  await analyze(database.db);
  const reader = async (role: "owner" | "member" | "guest") => {
    const principal = await signIn(database.db, agency.people[role]);
    const [organisation] = principal.organisations;
    if (organisation === undefined) throw new Error("nobody belongs to the agency");
    return { principal, organisation };
  };
  [owner, member, guest] = [await reader("owner"), await reader("member"), await reader("guest")];
}, 120_000);
afterAll(() => database.destroy());

/** The statements that `ask` sends. */
async function statementsOf(ask: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    if (typeof args[0] === "string") sent.push(args[0]);
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await ask();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

const list = ({ principal, organisation }: Reader, filter: OrganisationTokenFilter, page = 1, pageSize = 50) =>
  listOrganisationTokens(database.db, principal, organisation, {
    filter,
    order: { field: "last_used_at", descending: true },
    page,
    pageSize,
  });

const FILTERS: OrganisationTokenFilter[] = [
  {},
  { status: "active", kind: "personal", unused: "30" },
  { neverExpires: true, allAccess: true },
  { ownerRole: "guest", access: "withdrawn" },
  { access: "active", workflow: "workflow-2" },
  { search: "nothing has this" },
  { attention: "any" },
  {
    bulkWithdrawal: { madeBefore: new Date(), includesPersonal: true, includesOrganisation: true, undoableMinutes: 60 },
  },
];

test.each(FILTERS)(
  "a page of 5,000 tokens reads indexes only, in as many statements as a page of one: %o",
  async (filter) => {
    for (const reader of [owner, member, guest]) {
      const statements = await statementsOf(() => list(reader, filter));
      expect(statements.length).toBe((await statementsOf(() => list(reader, filter, 1, 1))).length);
      for (const statement of statements) {
        expect({ statement, reads: await withoutIndex(database.db, statement) }).toEqual({ statement, reads: [] });
      }
    }
  },
);

test("the totals, the groups and the choices of a filter read indexes only", async () => {
  const { db } = database;
  const { principal, organisation } = owner;
  const statements = await statementsOf(async () => {
    await countReachingTokens(db, organisation);
    await findNeedyTokens(db, principal, organisation);
    await findAssignments(db, principal, organisation);
    await groupOrganisationTokens(db, principal, organisation, { status: "active" }, "application");
    for await (const rows of readOrganisationTokens(db, principal, organisation, { kind: "personal" })) {
      if (rows.length === 0) break;
    }
  });
  expect(statements.length).toBeGreaterThan(5);
  for (const statement of new Set(statements)) {
    expect({ statement, reads: await withoutIndex(db, statement) }).toEqual({ statement, reads: [] });
  }
});
