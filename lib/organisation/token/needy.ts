import type { Db } from "@/db/database";
import { countAttention } from "@/db/organisation/token";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { findBlocked } from "./blocked";
import type { OrganisationTokenDetails } from "./json";
import { listOrganisationTokens } from "./list";
import { sightOf } from "./sight";

const SHOWN = 6;
// An administrator's decision is settled.
const NOT_WITHDRAWN = ["active", "blocked"] as const;

export type NeedyTokens = {
  /** The most urgent first. */
  tokens: OrganisationTokenDetails[];
  /** How many need attention for each reason and for any; how many are active, and how many of those never expire. */
  counts: Awaited<ReturnType<typeof countAttention>>;
};

/** The tokens of an organisation that need attention, of those that the principal sees there and that are allowed. */
export async function findNeedyTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
): Promise<NeedyTokens> {
  const [{ tokens }, blocked] = await Promise.all([
    listOrganisationTokens(db, principal, organisation, {
      filter: { attention: "any", access: NOT_WITHDRAWN },
      order: "urgency",
      page: 1,
      pageSize: SHOWN,
    }),
    findBlocked(db, organisation),
  ]);
  const filter = { access: NOT_WITHDRAWN, blockedIds: [...blocked.keys()] };
  return { tokens, counts: await countAttention(db, sightOf(principal, organisation), filter) };
}
