import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer/json";
import { listJson } from "@/lib/api/answer/list";
import { problem } from "@/lib/api/answer/problem";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { bulkWithdrawalsQuery, organisationParams } from "@/lib/api/organisation-token";
import { bulkWithdrawalInput } from "@/lib/organisation/bulk-withdrawal/input";
import { findBulkWithdrawal, listBulkWithdrawals } from "@/lib/organisation/bulk-withdrawal/read";
import { BULK_WITHDRAWAL_EXAMPLE, bulkWithdrawalSchema } from "@/lib/organisation/bulk-withdrawal/schema";
import { startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";

const PATH = "/iam/v3/organisations/{uuid}/access-tokens/sweeps/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the organisation's sweeps, newest first, with the number of tokens by outcome.",
    scope: "organisations:read",
    permission: "withdraw_access",
    params: organisationParams,
    query: bulkWithdrawalsQuery,
    answers: { 200: listAnswer("the sweeps", bulkWithdrawalSchema, BULK_WITHDRAWAL_EXAMPLE) },
  },
  async ({ request, principal, params, query }) => {
    const organisation = requireOrganisation(principal, params.uuid, "withdraw_access");
    const { page, page_size: size } = query;
    const { bulkWithdrawals, count } = await listBulkWithdrawals(db, organisation, {
      limit: size,
      offset: (page - 1) * size,
    });
    return json(listJson(request, pathOf(PATH, params), { number: page, size, count, results: bulkWithdrawals }));
  },
);

const start = endpoint(
  {
    method: "POST",
    path: PATH,
    summary:
      "Withdraw the access of all personal tokens, or revoke all of the organisation's own, whose secret was created before a given time. It runs in the background. The calling token is left out.",
    scope: "organisations:write",
    permission: "withdraw_access",
    params: organisationParams,
    body: withExample(bulkWithdrawalInput, {
      made_before: "2026-11-01T00:00:00Z",
      personal: true,
      organisation: false,
      reason: "A laptop was stolen",
    }),
    answers: { 202: answer("the sweep", bulkWithdrawalSchema, BULK_WITHDRAWAL_EXAMPLE) },
    problems: ["sweep_running"],
  },
  async ({ principal, params, body }) => {
    const organisation = requireOrganisation(principal, params.uuid, "withdraw_access");
    const result = await startBulkWithdrawal(db, principal, organisation.id, body);
    switch (result.status) {
      case "started": {
        const bulkWithdrawal = await findBulkWithdrawal(db, organisation, result.id);
        if (bulkWithdrawal === undefined) throw problem("not_found");
        return json(bulkWithdrawal, 202);
      }
      case "invalid":
        throw invalidFields(result.fields);
      case "already_running":
        throw problem("sweep_running", { members: { sweep: result.id } });
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, start);
