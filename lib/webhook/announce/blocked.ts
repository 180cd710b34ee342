import type { Db } from "@/db/database";
import { listPolicies, type PolicyVersion } from "@/db/organisation/policy";
import { insertEnforcement, type OutboxRow } from "@/db/webhook/outbox";
import { findSubjectTokens } from "@/db/webhook/subject";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { rulesOf } from "@/lib/organisation/policy/row";
import { NO_RULES } from "@/lib/organisation/policy/rules";
import type { WebhookEvent } from "@/lib/webhook/events";
import { addJob } from "@/lib/work/queue";
import { NOBODY, organisationData, tokenData } from "./data";

/**
 * What rules block is decided at each request, and written nowhere: the tokens are looked for when the rules begin to apply. Rules that
 * were planned are looked at again then.
 */
export async function blockedByPolicy(trx: Db, row: OutboxRow): Promise<WebhookEvent[]> {
  if (row.enforces_at !== null) return await newlyBlocked(trx, row, row.enforces_at);
  if (row.type !== "policy.enforced" && row.type !== "policy.planned") return [];
  const from = enforcedFrom(row.after);
  if (from === undefined) return [];
  await insertEnforcement(trx, row, from);
  await addJob(trx, "announce_webhooks", {}, { runAt: from });
  return [];
}

async function newlyBlocked(trx: Db, row: OutboxRow, from: Date): Promise<WebhookEvent[]> {
  const versions = (await listPolicies(trx, row.for_organisation_id)).filter(
    ({ enforced_from }) => enforced_from !== null,
  );
  const distance = ({ enforced_from }: PolicyVersion) => Math.abs((enforced_from?.getTime() ?? 0) - from.getTime());
  // The activity has the moment to the millisecond, and of rules that apply at once one shortly before.
  const [version] = [...versions].sort((one, other) => distance(one) - distance(other));
  // Taken back since, or replaced already by a later version, which tells of its own.
  if (version === undefined || !version.is_in_force || distance(version) > SAME_MS) return [];
  const before = versions[versions.indexOf(version) + 1];
  const { blocked } = await dryRun(
    trx,
    row.for_organisation_id,
    rulesOf(version),
    before === undefined ? NO_RULES : rulesOf(before),
  );
  const fresh = blocked.filter(({ isNew }) => isNew);
  const subjects = await findSubjectTokens(
    trx,
    fresh.map(({ token }) => ({ tokenId: token.id, organisationId: row.for_organisation_id })),
  );
  const byId = new Map(subjects.map((token) => [token.id, token]));
  return fresh.flatMap(({ token, rules }): WebhookEvent[] => {
    const subject = byId.get(token.id);
    if (subject === undefined) return [];
    const organisation = organisationData({
      id: row.for_organisation_id,
      name: row.organisation_name,
      slug: row.organisation_slug,
    });
    const told = { organisation, token: tokenData(subject), by: NOBODY };
    return [{ type: "token.blocked", at: from, data: { ...told, access: "blocked", rules: [...rules], reason: null } }];
  });
}

function enforcedFrom(after: unknown): Date | undefined {
  if (typeof after !== "object" || after === null || !("enforced_from" in after)) return undefined;
  const { enforced_from: text } = after;
  if (typeof text !== "string") return undefined;
  return new Date(text);
}

const SAME_MS = 5_000;
