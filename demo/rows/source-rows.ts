import { createHash } from "node:crypto";
import type { NewRow } from "@/db/database";
import { type ClientName, clientRow } from "@/demo/tokens/clients";
import { routeOf, trafficOf } from "@/demo/tokens/traffic";
import type { Chance } from "./random";
import type { TokenRows } from "./token-rows";
import { dayOf } from "./usage-rows";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** As many sources as are kept of one secret. */
export const SOURCES_PER_SECRET = 10;

type SourceRow = NewRow<"access_token_source"> & { digest: Buffer; first_seen_at: Date; last_seen_at: Date };
type Seen = { by: ClientName; route: string; first: number; last: number; requests: number; refused: number };

/** The sources of a token's current secret, derived from `usage`. */
export function sourceRows(rows: TokenRows, usage: readonly NewRow<"access_token_usage">[], now: Date, luck: Chance) {
  const { data, token, secret, lastUse } = rows;
  const made = token.created_at.getTime();
  const sum = (counted: (row: (typeof usage)[number]) => boolean) =>
    usage.filter(counted).reduce((total, row) => total + Number(row.requests), 0);
  const seen: Seen[] = [];
  if (lastUse !== undefined && data.used !== undefined) {
    const last = new Date(lastUse.used_at).getTime();
    const route = routeOf(trafficOf(data).scopes[0]?.scope ?? "");
    const others = (data.alsoUsedBy ?? []).map((by) => {
      const lastOfIt = Math.max(made, last - luck.between(30, 9 * 24 * 60) * MINUTE_MS);
      return {
        by,
        route,
        first: lastOfIt - luck.between(2, 30) * DAY_MS,
        last: lastOfIt,
        requests: luck.between(2, 60),
        refused: 0,
      };
    });
    const all = sum(({ outcome }) => outcome === "success");
    const rest = all - others.reduce((total, { requests }) => total + requests, 0);
    seen.push({ by: data.used.by, route, first: made + 5 * MINUTE_MS, last, requests: Math.max(1, rest), refused: 0 });
    seen.push(...others);
  }
  for (const { by, outcome, scope = "", route = routeOf(scope), fromDaysAgo, toDaysAgo = 0 } of data.refused ?? []) {
    const refused = sum((row) => row.outcome === outcome && row.scope === scope);
    const latest = usage.findLast((row) => row.outcome === outcome && row.scope === scope)?.day;
    const isToday = latest !== undefined && dayOf(String(latest)) === dayOf(now);
    const last = isToday ? now.getTime() - luck.between(1, 9) * MINUTE_MS : now.getTime() - (toDaysAgo + 0.5) * DAY_MS;
    if (refused > 0) seen.push({ by, route, first: now.getTime() - fromDaysAgo * DAY_MS, last, requests: 0, refused });
  }
  return merged(seen, made).map((source) => sourceRow(secret.id, source));
}

/** One client that was allowed before and is refused now is one source, known by the route that it asked for last. */
function merged(seen: readonly Seen[], made: number): Seen[] {
  const byClient = new Map<ClientName, Seen>();
  for (const source of seen) {
    const known = byClient.get(source.by);
    const route = known !== undefined && known.last > source.last ? known.route : source.route;
    byClient.set(source.by, {
      by: source.by,
      route,
      first: Math.min(source.first, known?.first ?? source.first),
      last: Math.max(source.last, known?.last ?? source.last),
      requests: source.requests + (known?.requests ?? 0),
      refused: source.refused + (known?.refused ?? 0),
    });
  }
  return [...byClient.values()].map((source) => {
    const last = Math.max(source.last, made);
    return { ...source, first: Math.min(last, Math.max(source.first, made)), last };
  });
}

export function sourceRow(secretId: string, { by, route, first, last, requests, refused }: Seen): SourceRow {
  const client = clientRow(by);
  // The digest by which db/access-token/write-usage.ts identifies a source, so that this client stays the same source.
  const digest = createHash("sha256").update(`${client.address}\n${client.user_agent}`).digest().subarray(0, 16);
  const times = { first_seen_at: new Date(first), last_seen_at: new Date(last) };
  return { secret_id: secretId, digest, ...client, route, requests, refused, ...times };
}
