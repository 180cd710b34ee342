import { ATTENTION_LABELS, ATTENTIONS } from "@/lib/access-token/attention/attention";
import type { NeedyTokens } from "@/lib/organisation/token/needy";

/** The ways from an organisation's page into the list of its tokens at `path`, each with how many it leads to. */
export function waysInto(
  path: string,
  counts: NeedyTokens["counts"],
): { count: number; words: string; href: string }[] {
  return [
    ...ATTENTIONS.map((reason) => ({
      count: counts[reason],
      words: ATTENTION_LABELS[reason].toLowerCase(),
      href: `${path}?attention=${reason}${reason === "expired" ? "&status=all" : ""}`,
    })),
    // No reason for attention: many tokens are made for that.
    { count: counts.never_expires, words: "without expiration", href: `${path}?expires=never` },
  ].filter(({ count }) => count > 0);
}
