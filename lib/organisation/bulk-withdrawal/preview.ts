import type { Db } from "@/db/database";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { countOrganisationTokens, listOrganisationTokens } from "@/lib/organisation/token/list";
import type { BulkWithdrawalInput } from "./input";
import { ruleOf } from "./rule";

export type BulkWithdrawalPreview = {
  personal: number;
  organisation: number;
  /** The first of them, the most recently used first. */
  tokens: OrganisationTokenDetails[];
};

/** The tokens that a bulk withdrawal would apply to now. Changes nothing. */
export async function previewBulkWithdrawal(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  input: BulkWithdrawalInput,
  shown: number,
): Promise<BulkWithdrawalPreview> {
  const bulkWithdrawal = ruleOf(principal, input);
  const [personal, own, { tokens }] = await Promise.all([
    countOrganisationTokens(db, principal, organisation, { bulkWithdrawal, kind: "personal" }),
    countOrganisationTokens(db, principal, organisation, { bulkWithdrawal, kind: "organisation" }),
    listOrganisationTokens(db, principal, organisation, {
      filter: { bulkWithdrawal },
      order: { field: "last_used_at", descending: true },
      page: 1,
      pageSize: shown,
    }),
  ]);
  return { personal, organisation: own, tokens };
}
