import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { listJson } from "@/lib/api/list";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { bulkWithdrawalsQuery, organisationParams } from "@/lib/api/organisation-token";
import { problem } from "@/lib/api/problem";
import { route } from "@/lib/api/route";
import { bulkWithdrawalInput } from "@/lib/organisation/bulk-withdrawal/input";
import { findBulkWithdrawal, listBulkWithdrawals } from "@/lib/organisation/bulk-withdrawal/read";
import { startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";

const list = endpoint(
  {
    summary: "The organisation's sweeps, the newest first, each with how many tokens went how.",
    scope: "organisations:read",
    permission: "withdraw_access",
    params: organisationParams,
    query: bulkWithdrawalsQuery,
  },
  async ({ request, principal, params, query }) => {
    const organisation = requireOrganisation(principal, params.uuid, "withdraw_access");
    const { page, page_size: size } = query;
    const { sweeps, count } = await listBulkWithdrawals(db, organisation, { limit: size, offset: (page - 1) * size });
    const path = `/iam/v3/organisations/${organisation.id}/access-tokens/sweeps/`;
    return json(listJson(request, path, { number: page, size, count, results: sweeps }));
  },
);

const start = endpoint(
  {
    summary:
      "Withdraw the access of all personal tokens, or revoke all of the organisation's own, that have a secret in use from before a moment. It runs in the background; the calling token stays.",
    scope: "organisations:write",
    permission: "withdraw_access",
    params: organisationParams,
    body: bulkWithdrawalInput,
  },
  async ({ principal, params, body }) => {
    const organisation = requireOrganisation(principal, params.uuid, "withdraw_access");
    const result = await startBulkWithdrawal(db, principal, organisation.id, body);
    switch (result.status) {
      case "started":
        return json(await findBulkWithdrawal(db, organisation, result.id), 202);
      case "invalid":
        throw invalidFields(result.fields);
      case "already_running":
        throw problem("sweep_running", { members: { sweep: result.id } });
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: start });
