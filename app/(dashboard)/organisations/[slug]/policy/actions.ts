"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { readNetworks } from "@/lib/access-token/form/networks";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { cancelPlannedPolicy } from "@/lib/organisation/policy/cancel-planned";
import { discardDraft, saveDraft } from "@/lib/organisation/policy/draft";
import { enforcePolicy } from "@/lib/organisation/policy/enforce";
import { policyInput } from "@/lib/organisation/policy/input";
import { POLICY_REFUSALS } from "@/lib/organisation/policy/refusals";
import { resolveLocal } from "@/lib/time/local";

const revalidate = () => revalidatePath("/organisations/[slug]/policy", "page");

/** Save the draft of an organisation's rules. It blocks nobody. */
export async function saveDraftAction(organisationId: string, form: FormData) {
  return await runAction({
    form,
    ids: { organisationId },
    input: () => policyInput.safeParse(readPolicyForm(form)),
    verb: (principal, input) => saveDraft(db, principal, organisationId, input),
  })({ answers: { saved: true }, refusals: POLICY_REFUSALS, revalidate });
}

/** Discard the draft. */
export async function discardDraftAction(organisationId: string) {
  return await runAction({
    ids: { organisationId },
    verb: (principal) => discardDraft(db, principal, organisationId),
  })({ answers: { discarded: true }, refusals: POLICY_REFUSALS, revalidate });
}

/** Enforce the draft, now or from a moment in the person's timezone. */
export async function enforcePolicyAction(organisationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId },
    verb: async (principal) => {
      const isNow = form.get("when") === "now";
      const from = isNow ? undefined : resolveLocal(textOf(form, "enforced_from"), principal.user.timezone)?.at;
      if (!isNow && from === undefined) {
        return { status: "invalid" as const, fields: { enforced_from: ["Enter the date and time."] } };
      }
      const result = await enforcePolicy(db, principal, organisationId, { from, draftId: textOf(form, "draft") });
      // The page shows the draft as it is now.
      if (result.status === "draft_changed") revalidate();
      return result;
    },
  })({ answers: { enforced: ({ told }) => ({ told }) }, refusals: POLICY_REFUSALS, revalidate });
}

/** Cancel the planned rules. Needs a fresh proof of identity where that loosens the rules. */
export async function cancelPlannedAction(organisationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId },
    verb: (principal) => cancelPlannedPolicy(db, principal, organisationId),
  })({ answers: { cancelled: true }, refusals: POLICY_REFUSALS, revalidate });
}

function readPolicyForm(form: FormData): Record<string, unknown> {
  const lifetime = textOf(form, "longest_lifetime_seconds");
  return {
    personal_tokens_allowed: !form.has("no_personal_tokens"),
    all_access_allowed: !form.has("no_all_access"),
    expiration_required: form.has("expiration_required"),
    purpose_required: form.has("purpose_required"),
    longest_lifetime_seconds: lifetime === "" ? null : Number(lifetime),
    allowed_networks: form.get("from") === "listed" ? readNetworks(textOf(form, "networks")) : null,
  };
}
