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
  no_draft: "The draft no longer exists: someone enforced or discarded it. Reload the page.",
  draft_changed: ({ by }) => `${by ?? "Someone"} changed the draft. Review it again.`,
  nothing_planned: "Nothing is planned any more: the rules are already enforced, or the plan was cancelled.",
} as const satisfies Sentences<Refusal>;
