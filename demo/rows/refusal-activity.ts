import type { NewRow } from "@/db/database";
import { routeOf } from "@/demo/tokens/traffic";
import type { EntryMaker } from "./entry-maker";
import type { Chance } from "./random";
import type { TokenRows } from "./token-rows";

const DAY_MS = 24 * 60 * 60_000;

/** The refusals that `usage` counts, as the audit log tells them: one a day of each kind. */
export function refusalActivity(
  { data, token }: TokenRows,
  usage: readonly NewRow<"access_token_usage">[],
  entry: EntryMaker,
  now: Date,
  luck: Chance,
) {
  return (data.refused ?? []).flatMap(({ outcome, scope = "", route = routeOf(scope), by }) =>
    usage
      .filter((row) => row.outcome === outcome && row.scope === scope)
      .flatMap(({ day }) => {
        const midnight = new Date(`${day}T00:00:00Z`).getTime();
        const end = Math.min(midnight + DAY_MS, now.getTime());
        const begin = Math.max(midnight, beginOf(outcome, token).getTime());
        if (begin >= end) return [];
        return entry(new Date(luck.between(begin, end - 1)), "refused", by, {
          actor_user_id: null,
          after: JSON.stringify({ reason: outcome, scope: scope === "" ? null : scope, route }),
        });
      }),
  );
}

function beginOf(outcome: string, { created_at, expires_at, revoked_at }: TokenRows["token"]): Date {
  const since = outcome === "token_revoked" ? revoked_at : outcome === "token_expired" ? expires_at : created_at;
  return since == null ? created_at : new Date(since);
}
