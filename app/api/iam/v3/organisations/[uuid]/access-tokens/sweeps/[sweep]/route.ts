import { db } from "@/db/database";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { requireOrganisation } from "@/lib/api/organisation";
import { bulkWithdrawalParams } from "@/lib/api/organisation-token";
import { problem } from "@/lib/api/problem";
import { route } from "@/lib/api/route";
import { findBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/read";

const get = endpoint(
  {
    summary: "How far a sweep is: how many of its tokens went how.",
    scope: "organisations:read",
    permission: "withdraw_access",
    params: bulkWithdrawalParams,
  },
  async ({ principal, params }) => {
    const organisation = requireOrganisation(principal, params.uuid, "withdraw_access");
    const sweep = await findBulkWithdrawal(db, organisation, params.sweep);
    if (sweep === undefined) throw problem("not_found");
    return json(sweep);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get });
