import type { Db } from "@/db/database";
import { findPersonOf } from "@/db/organisation/organisation";
import * as table from "@/db/organisation/token";
import type { OrganisationTokenFilter } from "@/db/organisation/token-filter";
import { personName } from "@/lib/access-token/json";
import { extentOf } from "@/lib/authorization/permission";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { findBlocked } from "./blocked";
import { type OrganisationTokenDetails, organisationTokenDetails } from "./json";
import { sightOf } from "./sight";

// Some hundred kilobytes at a time.
const ROWS_AT_ONCE = 500;

type Wanted = Omit<OrganisationTokenFilter, "blockedIds">;

/** One page of the tokens that reach the organisation and that the principal sees there; `count` is that of all pages. */
export async function listOrganisationTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  query: { filter: Wanted; order: table.OrganisationTokenListOrder; page: number; pageSize: number },
): Promise<{ tokens: OrganisationTokenDetails[]; count: number }> {
  const blocked = await findBlocked(db, organisation);
  const { rows, count } = await table.listOrganisationTokens(db, sightOf(principal, organisation), {
    filter: { ...query.filter, blockedIds: [...blocked.keys()] },
    order: query.order,
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  });
  return {
    tokens: rows.map((row) => organisationTokenDetails(row, principal, organisation, blocked.get(row.id))),
    count,
  };
}

/** One of them; undefined when it does not reach the organisation or is not seen. */
export async function findOrganisationToken(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  id: string,
): Promise<OrganisationTokenDetails | undefined> {
  const { tokens } = await listOrganisationTokens(db, principal, organisation, {
    filter: { ids: [id] },
    order: { field: "created_at", descending: true },
    page: 1,
    pageSize: 1,
  });
  return tokens[0];
}

/** How many match. */
export async function countOrganisationTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: Wanted,
): Promise<number> {
  const blocked = await findBlocked(db, organisation);
  const wanted = { ...filter, blockedIds: [...blocked.keys()] };
  return await table.countOrganisationTokens(db, sightOf(principal, organisation), wanted);
}

/** All that match, the oldest first, as a stream: memory does not grow with their number. */
export async function* readOrganisationTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: Wanted,
): AsyncGenerator<OrganisationTokenDetails[]> {
  const blocked = await findBlocked(db, organisation);
  const sight = sightOf(principal, organisation);
  const wanted = { ...filter, blockedIds: [...blocked.keys()] };
  for (let after: string | undefined; ; ) {
    const rows = await table.nextOrganisationTokens(db, sight, wanted, { after, limit: ROWS_AT_ONCE });
    if (rows.length > 0) {
      yield rows.map((row) => organisationTokenDetails(row, principal, organisation, blocked.get(row.id)));
    }
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)?.id;
  }
}

export type OrganisationTokenTotals = Pick<table.OrganisationTokenCounts, "personal" | "organisation"> & {
  /** How many active ones need attention; only for those who see them all. */
  attention?: Pick<table.OrganisationTokenCounts, "neverExpires" | "allAccess" | "withdrawn" | "seenByFormer"> & {
    blocked: number;
  };
};

/** How many tokens reach the organisation in all. Members see the numbers by kind and status without the tokens. */
export async function countReachingTokens(
  db: Db,
  organisation: PrincipalOrganisation,
): Promise<OrganisationTokenTotals> {
  if (extentOf(organisation.role, "see_tokens") !== "all") {
    const { personal, organisation: own } = await table.countReachingTokens(db, organisation.id);
    return { personal, organisation: own };
  }
  const [counts, blocked] = await Promise.all([
    table.countReachingTokens(db, organisation.id),
    findBlocked(db, organisation),
  ]);
  const { personal, organisation: own, ...attention } = counts;
  return { personal, organisation: own, attention: { ...attention, blocked: blocked.size } };
}

/** What a person of the organisation is called; undefined for anyone else. */
export async function findOwnerName(db: Db, organisationId: string, userId: string): Promise<string | undefined> {
  const person = await findPersonOf(db, organisationId, userId);
  return person && personName({ email: person.email, firstName: person.first_name, lastName: person.last_name });
}
