import { ATTENTION_LABELS, ATTENTIONS } from "@/lib/access-token/attention/attention";
import { PURPOSE_CHOICES } from "@/lib/access-token/labels";
import { UNUSED, UNUSED_LABELS } from "@/lib/access-token/usage/unused";
import { optionsOf } from "@/lib/list/definition";

/** What each list of tokens can be filtered by. */
export const TOKEN_FILTERS = {
  purpose: { kind: "choice", label: "Filter by purpose", every: "All purposes", options: PURPOSE_CHOICES },
  unused: {
    kind: "choice",
    label: "Filter by use",
    every: "Any use",
    options: UNUSED.map((value) => ({ value, words: UNUSED_LABELS[value] })),
  },
  attention: {
    kind: "choice",
    label: "Filter by attention",
    every: "Any attention",
    options: [
      { value: "any", words: "Needs attention" },
      ...ATTENTIONS.map((value) => ({ value, words: ATTENTION_LABELS[value] })),
    ],
  },
} as const;

/** The tabs of each list of tokens. It opens on those that work. */
export const TOKEN_STATUS = {
  kind: "choice",
  look: "tabs",
  stays: true,
  label: "Filter by status",
  usual: "active",
  options: optionsOf({ active: "Active", expired: "Expired", revoked: "Revoked", all: "All" }),
} as const;

/** What each list of tokens can be ordered by, both ways, for a select. */
export const TOKEN_ORDERS = [
  { value: "-created_at", words: "Newest first" },
  { value: "created_at", words: "Oldest first" },
  { value: "label", words: "Label, A to Z" },
  { value: "-label", words: "Label, Z to A" },
  { value: "-last_used_at", words: "Last used first" },
  { value: "last_used_at", words: "Unused longest first" },
  { value: "expiration_date", words: "Expires soonest first" },
  { value: "-expiration_date", words: "Expires latest first" },
] as const;

type StatusTab = (typeof TOKEN_STATUS)["options"][number]["value"];

/** The status that the tabs and the filters mean; undefined for any. What needs attention may have expired: only a chosen status leaves that out. */
export function statusOf({ status, attention }: { status: StatusTab; attention?: string | undefined }) {
  return status === "all" || (attention !== undefined && status === "active") ? undefined : status;
}
