import { findSecretsWithSources, findSourcesOfToken } from "@/db/access-token/source";
import * as table from "@/db/access-token/usage";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { visibilityOf } from "../visibility";
import { namedSourceJson, type SecretSourcesJson, sourceJson, type UsageDayJson, type UsageJson } from "./json";

/** How long daily counts are kept. */
export const USAGE_DAYS = 90;
/** How many sources are kept of each secret, and shown of a token. */
export const SOURCES = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a token did in the last days, today included; undefined when the principal may not see it. */
export async function findUsage(
  db: Db,
  principal: Principal,
  id: string,
  days = USAGE_DAYS,
): Promise<UsageJson | undefined> {
  const today = await table.findToday(db, visibilityOf(principal), id);
  if (today === undefined) return undefined;
  const byDay = await table.findUsageByDay(db, id, days);
  const sources = await findSourcesOfToken(db, id);
  return {
    days: everyDay(byDay, today, days),
    scopes_used: await table.findUsageByScope(db, id, { days }),
    refusals: await table.findUsageByRefusal(db, id, days),
    sources: sources.slice(0, SOURCES).map(sourceJson),
  };
}

/** Who uses which of a token's secrets; undefined when the principal may not see the token. */
export async function findSources(db: Db, principal: Principal, id: string): Promise<SecretSourcesJson[] | undefined> {
  if ((await table.findToday(db, visibilityOf(principal), id)) === undefined) return undefined;
  const secrets = await findSecretsWithSources(db, id);
  const sources = await findSourcesOfToken(db, id);
  return secrets.map(({ id: secretId, hint, state }) => ({
    hint,
    state,
    sources: sources.filter((source) => source.secret_id === secretId).map(namedSourceJson),
  }));
}

/** For each of these tokens that the principal may see: requests that were allowed on each day, oldest first, today last. */
export async function findDailyRequests(
  db: Db,
  principal: Principal,
  ids: readonly string[],
  days = 30,
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  for (const row of await table.findDailyRequests(db, visibilityOf(principal), ids, days)) {
    const counts = found.get(row.id) ?? new Array<number>(days).fill(0);
    if (row.day !== null) counts[row.day] = row.requests;
    found.set(row.id, counts);
  }
  return found;
}

function everyDay(
  rows: readonly { day: string; requests: number; refused: number }[],
  today: string,
  days: number,
): UsageDayJson[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => {
    const date = new Date(last - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const { requests = 0, refused = 0 } = known.get(date) ?? {};
    return { date, requests, refused };
  });
}
