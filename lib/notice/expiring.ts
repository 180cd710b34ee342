import { type ExpiringKey, type ExpiringToken, findExpiringTokens } from "@/db/access-token/expiring";
import type { Db } from "@/db/database";
import { EARLIEST_NOTICE_DAYS, LATEST_AFTER_DUE_DAYS, type NoticeMoment, noticePlan, sunsetPlan } from "./plan";

const DAY_MS = 24 * 60 * 60_000;
const PAGE = 500;

/** Every token that someone may have to be notified of at `now`, once for each person who looks after it, page by page. */
export async function* expiringTokens(
  db: Db,
  wanted: "dashboard" | "email",
  now: Date,
  userId?: string,
): AsyncGenerator<ExpiringToken[]> {
  const from = new Date(now.getTime() - LATEST_AFTER_DUE_DAYS * DAY_MS);
  // A day more: a digest also tells what becomes due until the end of the day.
  const until = new Date(now.getTime() + (EARLIEST_NOTICE_DAYS + 1) * DAY_MS);
  for (let after: ExpiringKey | undefined; ; ) {
    const tokens = await findExpiringTokens(db, wanted, { from, until, limit: PAGE, after, userId });
    if (tokens.length > 0) yield tokens;
    const last = tokens.at(-1);
    if (last === undefined || tokens.length < PAGE) return;
    after = { expiresAt: last.expires_at, id: last.id, userId: last.user_id };
  }
}

export function planOf(token: ExpiringToken): NoticeMoment[] {
  if (token.expires_by_sunset) return sunsetPlan(token.expiration_set_at, token.expires_at);
  return noticePlan(token.expiration_set_at, token.expires_at);
}

/** The facts of an expiring token that a notice keeps. */
export function expiryDetail(
  token: Pick<ExpiringToken, "label" | "expires_at" | "expires_by_sunset" | "organisation_name" | "organisation_slug">,
) {
  return {
    label: token.label,
    expires_at: token.expires_at.toISOString(),
    ...(token.expires_by_sunset ? { sunset: true } : {}),
    ...(token.organisation_name === null ? {} : { organisation: token.organisation_name }),
    ...(token.organisation_slug === null ? {} : { slug: token.organisation_slug }),
  };
}
