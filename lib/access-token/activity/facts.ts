import type { PublicTokenRow } from "@/db/access-token/token";
import { textsOf } from "@/lib/access-token/fields";
import { limitJson } from "@/lib/access-token/json";

/** The facts of a token that the audit log keeps: its strength and its texts, under the public names. */
export function factsForActivity(row: PublicTokenRow): Record<string, unknown> {
  return {
    ...textsOf(row),
    purpose: row.purpose,
    scopes: row.scopes,
    limits: row.reach === "everything" ? null : row.limits.map(limitJson),
    expiration_date: row.expires_at?.toISOString() ?? null,
    allowed_networks: row.allowed_networks,
    may_rotate_itself: row.may_rotate_itself,
    ...(row.organisation_id === null
      ? {}
      : { acts_as: row.acts_as, team: row.team_id, application: row.application_id, workflow: row.workflow }),
  };
}

/** Only the differing fields, before and after; undefined when nothing differs. */
export function factsChanged(before: PublicTokenRow, after: PublicTokenRow) {
  const [old, current] = [factsForActivity(before), factsForActivity(after)];
  const names = Object.keys(current).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(current[name]));
  if (names.length === 0) return undefined;
  const pick = (facts: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, facts[name]]));
  return { before: pick(old), after: pick(current) };
}
