"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { readNetworks } from "@/lib/access-token/form/networks";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { cancelPlannedPolicy } from "@/lib/organisation/policy/cancel-planned";
import { discardDraft, saveDraft } from "@/lib/organisation/policy/draft";
import { enforcePolicy } from "@/lib/organisation/policy/enforce";
import { policyInput } from "@/lib/organisation/policy/input";
import { askReauthentication, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { resolveLocal } from "@/lib/time/local";
import type { PolicyRefusal } from "./refusal";

type Done = { status: "done" };

/** Save the draft of an organisation's rules. It blocks nobody. */
export async function saveDraftAction(organisationId: string, form: FormData): Promise<Done | PolicyRefusal> {
  const principal = await requireSession();
  if (!isId(organisationId)) return GONE;
  const input = policyInput.safeParse(readPolicyForm(form));
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await saveDraft(db, principal, organisationId, input.data);
  return result.status === "saved" ? done() : refused(result);
}

/** Throw the draft away. */
export async function discardDraftAction(organisationId: string): Promise<Done | PolicyRefusal> {
  const principal = await requireSession();
  if (!isId(organisationId)) return GONE;
  const result = await discardDraft(db, principal, organisationId);
  return result.status === "discarded" ? done() : refused(result);
}

/** Let the draft hold, now or from a moment that the clocks of the person's timezone show. */
export async function enforcePolicyAction(
  organisationId: string,
  form: FormData,
): Promise<{ status: "enforced"; told: number } | PolicyRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!isId(organisationId)) return GONE;
  const local = form.get("enforced_from");
  const at = form.get("when") === "now" ? undefined : resolveLocal(String(local), principal.user.timezone)?.at;
  if (form.get("when") !== "now" && at === undefined) {
    return { status: "invalid", fields: { enforced_from: ["Enter the date and time."] } };
  }
  const result = await enforcePolicy(db, principal, organisationId, {
    from: at,
    draftId: String(form.get("draft")),
  });
  switch (result.status) {
    case "enforced":
      done();
      return { status: "enforced", told: result.told };
    case "no_draft":
      return { status: "refused", message: "There is no draft any more: somebody enforced or discarded it. Reload." };
    case "draft_changed":
      // The page shows it as it is now.
      done();
      return {
        status: "refused",
        message: `${result.by ?? "Somebody"} changed the draft meanwhile: look at it again.`,
      };
    case "invalid":
      return result;
    case "reauthentication_required":
      return askReauthentication(principal);
    default:
      return refused(result);
  }
}

/** Take back what was to hold from a later moment. Whoever thereby loosens the rules proves who they are. */
export async function cancelPlannedAction(organisationId: string, form: FormData): Promise<Done | PolicyRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!isId(organisationId)) return GONE;
  const result = await cancelPlannedPolicy(db, principal, organisationId);
  if (result.status === "cancelled") return done();
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status === "nothing_planned") {
    return { status: "refused", message: "It holds already, or was cancelled: there is nothing planned any more." };
  }
  return refused(result);
}

const GONE: PolicyRefusal = { status: "refused", message: "There is no such organisation." };

function isId(value: unknown): boolean {
  return z.uuid().lowercase().safeParse(value).success;
}

function done(): Done {
  revalidatePath("/organisations/[slug]/policy", "page");
  return { status: "done" };
}

function refused(refusal: OrganisationRefusal): PolicyRefusal {
  return {
    status: "refused",
    message: refusal.status === "not_found" ? "There is no such organisation." : "Only its owners change the rules.",
  };
}

function readPolicyForm(form: FormData): Record<string, unknown> {
  const lifetime = form.get("longest_lifetime_seconds");
  const networks = form.get("networks");
  return {
    personal_tokens_allowed: !form.has("no_personal_tokens"),
    all_access_allowed: !form.has("no_all_access"),
    expiration_required: form.has("expiration_required"),
    purpose_required: form.has("purpose_required"),
    longest_lifetime_seconds: typeof lifetime === "string" && lifetime !== "" ? Number(lifetime) : null,
    allowed_networks: form.get("from") === "listed" ? readNetworks(typeof networks === "string" ? networks : "") : null,
  };
}
