import { createHash } from "node:crypto";
import type { NewRow } from "../database";
import { type ClientName, clientRow } from "./clients";
import type { Chance } from "./random";
import type { TokenRows } from "./token-rows";
import { routeOf, trafficOf } from "./traffic";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type SourceRow = NewRow<"access_token_source">;

/** From where a token's current secret was used, each by its main route, and where it was refused. */
export function sourceRows(rows: TokenRows, now: Date, luck: Chance): SourceRow[] {
  const { data, token, secret, lastUse } = rows;
  const { perDay, scopes } = trafficOf(data);
  const sources: SourceRow[] = [];
  const earliest = token.created_at.getTime();
  const add = (by: ClientName, route: string, lastSeen: number, days: number, counts: Counts) => {
    const first = Math.max(earliest + 5 * MINUTE_MS, lastSeen - days * DAY_MS);
    const source = sourceRow(secret.id, by, route, new Date(Math.min(first, lastSeen)), new Date(lastSeen), counts);
    const known = sources.find(({ digest }) => digest.equals(source.digest));
    // The same client that was let in before and is refused now is one source.
    if (known === undefined) sources.push(source);
    else Object.assign(known, { refused: counts.refused, last_seen_at: source.last_seen_at });
  };
  if (lastUse !== undefined && data.used !== undefined) {
    const last = new Date(lastUse.used_at).getTime();
    const age = Math.min(85, (last - earliest) / DAY_MS);
    scopes.forEach(({ scope, percent, untilDaysAgo = 0 }, index) => {
      const seen = last - index * luck.between(3, 40) * MINUTE_MS - untilDaysAgo * DAY_MS;
      if (seen <= earliest || data.used === undefined) return;
      add(data.used.by, routeOf(scope), seen, age, {
        requests: Math.max(1, Math.round((perDay * age * percent) / 130)),
        refused: 0,
      });
    });
    for (const by of data.alsoUsedBy ?? []) {
      const seen = last - luck.between(2 * 24 * 60, 9 * 24 * 60) * MINUTE_MS;
      if (seen > earliest)
        add(by, routeOf(scopes[0]?.scope ?? ""), seen, 20, { requests: luck.between(2, 60), refused: 0 });
    }
  }
  for (const { by, perDay: each, fromDaysAgo, toDaysAgo = 0, scope = "", route = routeOf(scope) } of data.refused ??
    []) {
    const seen = toDaysAgo === 0 ? now.getTime() - luck.between(3, 90) * MINUTE_MS : now.getTime() - toDaysAgo * DAY_MS;
    const days = fromDaysAgo - toDaysAgo + 1;
    add(by, route, Math.max(seen, earliest + 10 * MINUTE_MS), days, { requests: 0, refused: Math.ceil(each * days) });
  }
  return sources;
}

type Counts = Pick<SourceRow, "requests" | "refused">;

/** One source of a secret. What tells two apart is a digest; here any does that differs. */
export function sourceRow(
  secretId: string,
  by: ClientName,
  route: string,
  first: Date,
  last: Date,
  counts: Counts,
): SourceRow {
  const client = clientRow(by);
  const digest = createHash("sha256")
    .update(`${client.address}\n${client.user_agent}\n${route}`)
    .digest()
    .subarray(0, 16);
  return { secret_id: secretId, digest, ...client, route, first_seen_at: first, last_seen_at: last, ...counts };
}
