import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

type Refusal =
  | OrganisationRefusal
  | { status: "no_draft" | "nothing_planned" }
  | { status: "draft_changed"; by: string | null };

/** Why the rules were not changed. */
export const POLICY_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  no_draft: "There is no draft any more: somebody enforced or discarded it. Reload.",
  draft_changed: ({ by }) => `${by ?? "Somebody"} changed the draft meanwhile: look at it again.`,
  nothing_planned: "It holds already, or was cancelled: there is nothing planned any more.",
} as const satisfies Sentences<Refusal>;
