import { ATTENTION_LABELS, ATTENTIONS, type Attention } from "@/lib/access-token/attention/attention";
import type { NeedyTokens } from "@/lib/organisation/token/needy";

// Where several are called otherwise than one.
const OF_SEVERAL: Partial<Record<Attention, string>> = {
  expires_soon: "expire soon",
  old_secret_used: "old secrets in use",
  not_stored: "secrets not stored",
  new_secret_unused: "new secrets not used",
};

/** The ways from an organisation's page into the list of its tokens at `path`, each with how many it leads to. */
export function waysInto(
  path: string,
  counts: NeedyTokens["counts"],
): { count: number; words: string; href: string }[] {
  return [
    ...ATTENTIONS.map((reason) => ({
      count: counts[reason],
      words: (counts[reason] === 1 ? undefined : OF_SEVERAL[reason]) ?? ATTENTION_LABELS[reason].toLowerCase(),
      href: `${path}?attention=${reason}${reason === "expired" ? "&status=all" : ""}`,
    })),
    // No reason for attention: many tokens are made for that.
    { count: counts.never_expires, words: "without expiration", href: `${path}?expires=never` },
  ].filter(({ count }) => count > 0);
}
