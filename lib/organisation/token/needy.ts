import type { Db } from "@/db/database";
import { type AttentionNumbers, countAttention } from "@/db/organisation/token";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { findBlocked } from "./blocked";
import type { OrganisationTokenDetails } from "./json";
import { listOrganisationTokens } from "./list";
import { sightOf } from "./sight";

const SHOWN = 6;

export type NeedyTokens = {
  /** The most urgent first. */
  tokens: OrganisationTokenDetails[];
  /** Each number is that of the rows that the list shows of it. */
  counts: AttentionNumbers;
};

/** The tokens of an organisation that need attention, of those that the principal sees there. */
export async function findNeedyTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
): Promise<NeedyTokens> {
  const [{ tokens }, blocked] = await Promise.all([
    listOrganisationTokens(db, principal, organisation, {
      filter: { attention: "any" },
      order: "urgency",
      page: 1,
      pageSize: SHOWN,
    }),
    findBlocked(db, organisation),
  ]);
  return { tokens, counts: await countAttention(db, sightOf(principal, organisation), [...blocked.keys()]) };
}
