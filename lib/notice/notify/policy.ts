import type { Db } from "@/db/database";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { nameOf, notify } from "./notify";

// As many labels as a mail's sentence can hold.
const LABELS_TOLD = 5;

type Version = { versionId: string; organisation: { name: string; slug: string }; enforcedFrom: Date };

/**
 * Notify someone whose tokens, or whose organisation's tokens, a version of the rules will block: one notice and one mail for
 * all of them, and one more as a reminder, however often this runs.
 */
export async function notifyPolicyPlanned(
  trx: Db,
  userId: string,
  about: Version & {
    tokens: "own" | "organisation";
    labels: readonly string[];
    /** As sentences, and as codes. */
    rules: readonly string[];
    codes: readonly PolicyRule[];
    reminder?: { now: Date };
  },
): Promise<void> {
  await notify(trx, {
    kind: "tokens_policy_planned",
    userId,
    dedupeKey: `policy:${about.versionId}:${about.reminder ? "reminder" : "planned"}:${about.tokens}`,
    createdAt: about.reminder?.now,
    detail: {
      tokens: about.tokens,
      labels: about.labels.slice(0, LABELS_TOLD),
      count: about.labels.length,
      organisation: about.organisation.name,
      slug: about.organisation.slug,
      enforced_from: about.enforcedFrom.toISOString(),
      rules: [...about.rules],
      codes: [...about.codes],
      reminder: about.reminder !== undefined,
    },
  });
}

/** Notify someone who knew of planned rules that they will not apply. */
export async function notifyPolicyCancelled(
  trx: Db,
  principal: Principal,
  userId: string,
  { versionId, organisation, enforcedFrom }: Version,
): Promise<void> {
  await notify(trx, {
    kind: "tokens_policy_cancelled",
    userId,
    dedupeKey: `policy:${versionId}:cancelled`,
    detail: {
      organisation: organisation.name,
      slug: organisation.slug,
      enforced_from: enforcedFrom.toISOString(),
      by: nameOf(principal),
    },
    // A person's own action in the dashboard rings no bell.
    read: principal.type === "session" && userIdOf(principal) === userId,
  });
}
