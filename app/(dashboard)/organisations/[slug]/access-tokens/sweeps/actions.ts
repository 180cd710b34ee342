"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { bulkWithdrawalInput } from "@/lib/organisation/bulk-withdrawal/input";
import { retryBulkWithdrawal, startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";
import { requireSession } from "@/lib/session/require-session";

type Refused = { status: "refused"; message: string };

/** Begin to deal with all tokens from before a moment. Whoever does types the organisation's name. */
export async function startSweepAction(
  organisationId: string,
  given: { made_before: string; personal: boolean; organisation: boolean; reason: string },
  confirmation: string,
): Promise<{ status: "started"; id: string } | Refused> {
  const principal = await requireSession();
  const organisation = principal.organisations.find(({ id }) => id === organisationId);
  if (organisation === undefined) return { status: "refused", message: refusalWords({ status: "not_found" }) };
  const input = bulkWithdrawalInput.safeParse(given);
  if (!input.success) return { status: "refused", message: input.error.issues[0]?.message ?? "That is no moment." };
  if (String(confirmation).trim() !== organisation.name.trim()) {
    return { status: "refused", message: `Type the organisation’s name exactly: ${organisation.name}` };
  }
  const result = await startBulkWithdrawal(db, principal, organisation.id, input.data);
  switch (result.status) {
    case "started":
      revalidatePath("/organisations", "layout");
      return { status: "started", id: result.id };
    case "invalid":
      return { status: "refused", message: Object.values(result.fields).flat()[0] ?? "That is no moment." };
    case "already_running":
      return {
        status: "refused",
        message: "The organisation’s tokens are being dealt with already. Wait for the end of that.",
      };
    default:
      return { status: "refused", message: refusalWords(result) };
  }
}

const target = z.object({ organisationId: z.uuid().lowercase(), sweepId: z.uuid().lowercase() });

/** Try those tokens of a sweep again that failed. */
export async function retrySweepAction(
  organisationId: string,
  sweepId: string,
): Promise<{ status: "retried" } | Refused> {
  const principal = await requireSession();
  const input = target.safeParse({ organisationId, sweepId });
  if (!input.success) return { status: "refused", message: refusalWords({ status: "not_found" }) };
  const result = await retryBulkWithdrawal(db, principal, input.data.organisationId, input.data.sweepId);
  if (result.status !== "retried") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "retried" };
}

function refusalWords(refusal: OrganisationRefusal): string {
  return refusal.status === "role_required"
    ? "Only owners and admins of the organisation can do this. Your role has changed."
    : "You no longer belong to the organisation.";
}
