"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { refuseConfirmation } from "@/lib/action/confirm-name";
import { parseFields, refuse } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { bulkWithdrawalInput } from "@/lib/organisation/bulk-withdrawal/input";
import { BULK_WITHDRAWAL_REFUSALS } from "@/lib/organisation/bulk-withdrawal/refusals";
import { retryBulkWithdrawal, startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";

const revalidate = () => revalidatePath("/organisations", "layout");

/** Start a bulk withdrawal. The person has to type the organisation's name. */
export async function startBulkWithdrawalAction(
  organisationId: string,
  given: { made_before: string; personal: boolean; organisation: boolean; reason: string },
  confirmation: string,
) {
  return await runAction({
    ids: { organisationId },
    verb: async (principal) => {
      const organisation = principal.organisations.find(({ id }) => id === organisationId);
      if (organisation === undefined) return { status: "not_found" as const };
      const input = parseFields(bulkWithdrawalInput, given);
      // The form has no field for the moment: an earlier step chose it.
      if (input.status === "invalid")
        return refuse(Object.values(input.fields).flat()[0] ?? "This date doesn’t exist.");
      const mistyped = refuseConfirmation(confirmation, "organisation", organisation.name);
      if (mistyped !== undefined) return mistyped;
      const result = await startBulkWithdrawal(db, principal, organisationId, input.data);
      if (result.status !== "invalid") return result;
      return refuse(Object.values(result.fields).flat()[0] ?? "This date doesn’t exist.");
    },
  })({ answers: { started: ({ id }) => ({ id }) }, refusals: BULK_WITHDRAWAL_REFUSALS, revalidate });
}

/** Try the failed tokens of a bulk withdrawal again. */
export async function retryBulkWithdrawalAction(organisationId: string, bulkWithdrawalId: string) {
  return await runAction({
    ids: { organisationId, bulkWithdrawalId },
    verb: (principal) => retryBulkWithdrawal(db, principal, organisationId, bulkWithdrawalId),
  })({ answers: { retried: true }, refusals: BULK_WITHDRAWAL_REFUSALS, revalidate });
}
