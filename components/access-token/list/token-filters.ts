import { ATTENTION_LABELS, ATTENTIONS } from "@/lib/access-token/attention/attention";
import { UNUSED, UNUSED_LABELS } from "@/lib/access-token/usage/unused";
import { PURPOSE_CHOICES } from "@/lib/access-token/words";

/** What each list of tokens can be filtered by. */
export const TOKEN_FILTERS = {
  purpose: { kind: "choice", label: "Filter by purpose", every: "Every purpose", options: PURPOSE_CHOICES },
  unused: {
    kind: "choice",
    label: "Filter by use",
    every: "Used or not",
    options: UNUSED.map((value) => ({ value, words: UNUSED_LABELS[value] })),
  },
  attention: {
    kind: "choice",
    label: "Filter by attention",
    every: "Attention or not",
    options: [
      { value: "any", words: "Needs attention" },
      ...ATTENTIONS.map((value) => ({ value, words: ATTENTION_LABELS[value] })),
    ],
  },
} as const;

/** What each list of tokens can be ordered by, for a select. */
export const TOKEN_ORDERS = {
  newest: { value: "-created_at", words: "Newest first" },
  oldest: { value: "created_at", words: "Oldest first" },
  label: { value: "label", words: "Label" },
  lastUsed: { value: "-last_used_at", words: "Last used" },
  unusedLongest: { value: "last_used_at", words: "Unused longest" },
  expiresSoonest: { value: "expiration_date", words: "Expires soonest" },
} as const;
