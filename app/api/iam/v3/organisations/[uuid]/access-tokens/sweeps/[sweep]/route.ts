import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { bulkWithdrawalParams } from "@/lib/api/organisation-token";
import { findBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/read";
import { BULK_WITHDRAWAL_EXAMPLE, bulkWithdrawalSchema } from "@/lib/organisation/bulk-withdrawal/schema";

const get = endpoint(
  {
    method: "GET",
    path: "/iam/v3/organisations/{uuid}/access-tokens/sweeps/{sweep}/",
    summary: "Get the progress of a sweep: the number of tokens by outcome.",
    scope: "organisations:read",
    permission: "withdraw_access",
    params: bulkWithdrawalParams,
    answers: { 200: answer("the sweep", bulkWithdrawalSchema, BULK_WITHDRAWAL_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const organisation = requireOrganisation(principal, params.uuid, "withdraw_access");
    const bulkWithdrawal = await findBulkWithdrawal(db, organisation, params.sweep);
    if (bulkWithdrawal === undefined) throw problem("not_found");
    return json(bulkWithdrawal);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
