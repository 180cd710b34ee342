import { afterAll, expect, test } from "vitest";
import { filterOf, organisationTokenList } from "@/app/(dashboard)/organisations/[slug]/access-tokens/list/query";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { parseList } from "@/lib/list/parse";
import { countOrganisationTokens, listOrganisationTokens } from "@/lib/organisation/token/list";
import { findNeedyTokens } from "@/lib/organisation/token/needy";
import { withdrawAccess } from "@/lib/organisation/token/withdraw";
import { createTestDatabase } from "@/test/database/database";
import { createMember, createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { waysInto } from "./ways";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

/** An agency with a token in each state twice, one of the two kept out by its owner. */
async function createAgency() {
  const boss = await createUser(db);
  const agency = await createOrganisation(db, { members: [{ user: boss, role: "owner" }] });
  const member = await createMember(db, agency, "member");
  const asBoss = await signIn(db, boss);
  const used = { createdAt: daysAgo(300), lastUse: { at: daysAgo(1) } };
  const states = {
    fine: used,
    "never used": { createdAt: daysAgo(9) },
    unused: { ...used, lastUse: { at: daysAgo(40) } },
    soon: { ...used, expiresAt: daysAgo(-2) },
    expired: { ...used, expiresAt: daysAgo(2) },
    revoked: { ...used, revoked: { at: daysAgo(1) } },
  };
  for (const [label, state] of Object.entries(states)) {
    await createToken(db, member, { ...state, label });
    await createOrganisationToken(db, agency, { ...state, label: `own, ${label}` });
    const { id } = await createToken(db, member, { ...state, label: `${label}, withdrawn` });
    const withdrawn = await withdrawAccess(db, asBoss, { organisationId: agency.id, tokenId: id, reason: null });
    if (label !== "revoked") expect(withdrawn.status).toBe("withdrawn");
  }
  return { asBoss, asMember: await signIn(db, member) };
}

function seatOf(principal: SessionPrincipal): PrincipalOrganisation {
  const [organisation] = principal.organisations;
  if (organisation === undefined) throw new Error("somebody without an organisation");
  return organisation;
}

test("each number on an organisation's page is that of the rows it leads to, also where access was withdrawn", async () => {
  const { asBoss, asMember } = await createAgency();
  for (const [principal, expected] of [
    [
      asBoss,
      { "expire soon": 2, "expired recently": 2, "never used": 2, "unused for 30 days": 2, "without expiration": 9 },
    ],
    [
      asMember,
      { "expires soon": 1, "expired recently": 1, "never used": 1, "unused for 30 days": 1, "without expiration": 6 },
    ],
  ] as const) {
    const organisation = seatOf(principal);
    const { counts } = await findNeedyTokens(db, principal, organisation);
    const ways = waysInto("/tokens", counts);
    expect(Object.fromEntries(ways.map(({ words, count }) => [words, count]))).toEqual(expected);
    for (const { words, count, href } of ways) {
      const query = parseList(
        organisationTokenList,
        Object.fromEntries(new URL(href, "http://our.invalid").searchParams),
      );
      expect([words, await countOrganisationTokens(db, principal, organisation, filterOf(query))]).toEqual([
        words,
        count,
      ]);
    }
  }
});

test("what the page of an organisation says of each token is what its list finds", async () => {
  const { asBoss } = await createAgency();
  const organisation = seatOf(asBoss);
  const list = async (filter: Parameters<typeof listOrganisationTokens>[3]["filter"]) => {
    const order = { field: "label", descending: false } as const;
    const { tokens } = await listOrganisationTokens(db, asBoss, organisation, {
      filter,
      order,
      page: 1,
      pageSize: 100,
    });
    return tokens;
  };
  const said = (await list({})).filter((token) => attentionOf(lifeInOrganisation(token), new Date()).length > 0);
  const found = await list({ attention: "any" });
  expect(found.map(({ label }) => label)).toEqual(said.map(({ label }) => label));
  expect(found).toHaveLength(8);
});
