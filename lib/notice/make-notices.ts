import type { ExpiringToken } from "@/db/access-token/expiring";
import type { Db } from "@/db/database";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";
import { expiringTokens, expiryDetail } from "./expiring";
import { insertNotice } from "./notify/insert";
import { dedupeKeyOf, dueMoments, planOf } from "./plan";

/** Put what is due about expiration dates into the dashboards, once however often and wherever this runs. */
export const makeNotices: Task = async ({ db, clock, signal }) => {
  await alone(db, "make_notices", async () => {
    const now = await clock(db);
    for await (const tokens of expiringTokens(db, "dashboard", now)) {
      for (const token of tokens) await makeNotice(db, token, now);
      if (signal.aborted) return;
    }
  });
};

// Of several missed notices only the latest is created: the others are outdated.
async function makeNotice(db: Db, token: ExpiringToken, now: Date) {
  const moment = dueMoments(planOf(token), now).at(-1);
  if (moment === undefined) return;
  const dedupeKey = dedupeKeyOf({ id: token.id, expiresAt: token.expires_at }, moment.stage);
  if (token.noticed.includes(dedupeKey)) return;
  await insertNotice(db, {
    kind: moment.stage === "expired" ? "token_expired" : "token_expires",
    userId: token.user_id,
    tokenId: token.id,
    dedupeKey,
    detail: expiryDetail(token),
    createdAt: now,
  });
}
