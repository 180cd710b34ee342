import { type ExpiringKey, type ExpiringToken, findExpiring, findExpiringTokens } from "@/db/access-token/expiring";
import type { Db } from "@/db/database";
import { EARLIEST_NOTICE_DAYS, LATEST_AFTER_DUE_DAYS } from "./plan";

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
    const found = await findExpiring(db, { from, until, limit: PAGE, after, userId });
    const ids = found.map(({ id }) => id);
    const tokens = ids.length === 0 ? [] : await findExpiringTokens(db, wanted, ids, userId);
    if (tokens.length > 0) yield tokens;
    if (found.length < PAGE) return;
    after = found.at(-1);
  }
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
