import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { tell } from "./tell";

// As many labels as a mail's sentence can hold.
const LABELS_TOLD = 5;

/** Somebody whose tokens, or whose organisation's tokens, rules will block: one notice and one mail for all of them. */
export async function tellPolicyPlanned(
  trx: Db,
  userId: string,
  about: {
    tokens: "own" | "organisation";
    labels: readonly string[];
    organisation: { name: string; slug: string };
    enforcedFrom: Date;
    /** As sentences. */
    rules: readonly string[];
  },
): Promise<void> {
  await tell(trx, {
    kind: "tokens_policy_planned",
    userId,
    dedupeKey: `policy:${uuidv7()}`,
    detail: {
      tokens: about.tokens,
      labels: about.labels.slice(0, LABELS_TOLD),
      count: about.labels.length,
      organisation: about.organisation.name,
      slug: about.organisation.slug,
      enforced_from: about.enforcedFrom.toISOString(),
      rules: [...about.rules],
    },
  });
}
