import type { NewRow } from "@/db/database";
import { requestsOn } from "@/demo/tokens/rhythm";
import type { RefusedCalls } from "@/demo/tokens/token";
import { trafficOf } from "@/demo/tokens/traffic";
import type { Chance } from "./random";
import type { TokenRows } from "./token-rows";

const DAY_MS = 24 * 60 * 60_000;
/** As long as use is kept. */
const DAYS = 90;

type UsageRow = NewRow<"access_token_usage">;

/** What a token did on each of the last 90 days, by outcome and scope. */
export function usageRows({ token, lastUse, data }: TokenRows, now: Date, luck: Chance): UsageRow[] {
  const days = daysOf(now);
  const first = dayOf(token.created_at);
  const rows: UsageRow[] = [];
  const add = (day: string, outcome: string, scope: string, requests: number) => {
    const count = day === days.at(-1) ? soFar(requests, now) : requests;
    if (count > 0) rows.push({ token_id: token.id, day, outcome, scope, requests: count });
  };
  if (lastUse !== undefined) {
    const { rhythm, perDay, scopes } = trafficOf(data);
    const last = dayOf(lastUse.used_at);
    for (const day of days.filter((candidate) => candidate >= first && candidate <= last)) {
      const requests = Math.max(requestsOn(dateOf(day), rhythm, perDay, luck), day === last ? 1 : 0);
      for (const { scope, percent, untilDaysAgo } of scopes) {
        if (untilDaysAgo !== undefined && daysBefore(day, now) < untilDaysAgo) continue;
        const share = Math.round((requests * percent * luck.between(70, 130)) / 10_000);
        add(day, "success", scope, day === last && scope === scopes[0]?.scope ? Math.max(1, share) : share);
      }
    }
  }
  for (const refused of data.refused ?? []) {
    for (const day of daysRefused(refused, days, now)) {
      if (day < first) continue;
      const { rhythm = "nightly", perDay, outcome, scope = "" } = refused;
      add(day, outcome, scope, requestsOn(dateOf(day), rhythm, perDay, luck));
    }
  }
  return rows;
}

function daysRefused({ fromDaysAgo, toDaysAgo = 0 }: RefusedCalls, days: readonly string[], now: Date): string[] {
  return days.filter((day) => daysBefore(day, now) <= fromDaysAgo && daysBefore(day, now) >= toDaysAgo);
}

function daysOf(now: Date): string[] {
  return Array.from({ length: DAYS }, (_, index) => dayOf(new Date(now.getTime() - (DAYS - 1 - index) * DAY_MS)));
}

export function dayOf(at: Date | string): string {
  return new Date(at).toISOString().slice(0, 10);
}

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

const daysBefore = (day: string, now: Date) => (dateOf(dayOf(now)).getTime() - dateOf(day).getTime()) / DAY_MS;

// Today has only begun: it has its share of the day, and at least the last known request.
function soFar(requests: number, now: Date): number {
  if (requests === 0) return 0;
  return Math.max(1, Math.round((requests * (now.getTime() % DAY_MS)) / DAY_MS));
}
