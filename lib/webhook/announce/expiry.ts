import { createHash } from "node:crypto";
import type { Db } from "@/db/database";
import { findOrganisation } from "@/db/organisation/organisation";
import { findKnownMessages, insertDeliveries, type NewDelivery } from "@/db/webhook/delivery";
import { listExpiringSubjects, type SubjectToken } from "@/db/webhook/subject";
import { listActiveWebhooks } from "@/db/webhook/webhook";
import { dedupeKeyOf, dueMoments, EARLIEST_NOTICE_DAYS, LATEST_AFTER_DUE_DAYS, planOf } from "@/lib/notice/plan";
import type { WebhookEvent } from "@/lib/webhook/events";
import { wakeWebhooks } from "@/lib/webhook/wake";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";
import { deliveriesOf } from "./announce";
import { NOBODY, organisationData, tokenData } from "./data";

const DAY_MS = 24 * 60 * 60_000;
type Webhooks = Awaited<ReturnType<typeof listActiveWebhooks>>;

/**
 * Tell webhooks of expiration dates, at the moments at which people are told of them. A date is no activity, so nothing but the clock
 * knows of it; a message has one id for each moment of one date, so that it is made once however often this runs.
 */
export const announceExpiry: Task = async ({ db, clock, signal }) => {
  const asking = (await listActiveWebhooks(db, "all")).filter(
    ({ events }) => events.includes("token.expiring") || events.includes("token.expired"),
  );
  if (asking.length === 0) return;
  await alone(db, "announce_expiry", async () => {
    const now = await clock(db);
    for (const id of new Set(asking.map(({ organisation_id }) => organisation_id))) {
      if (signal.aborted) return;
      await announceIn(
        db,
        id,
        asking.filter(({ organisation_id }) => organisation_id === id),
        now,
      );
    }
  });
};

async function announceIn(db: Db, organisationId: string, webhooks: Webhooks, now: Date) {
  const organisation = await findOrganisation(db, organisationId);
  if (organisation === undefined) return;
  const tokens = await listExpiringSubjects(db, organisationId, {
    from: new Date(now.getTime() - LATEST_AFTER_DUE_DAYS * DAY_MS),
    until: new Date(now.getTime() + EARLIEST_NOTICE_DAYS * DAY_MS),
  });
  const deliveries = tokens.flatMap((token) => expiryDeliveries(token, organisation, webhooks, now));
  const known = await findKnownMessages(
    db,
    webhooks.map(({ id }) => id),
    deliveries.map(({ message_id }) => message_id),
  );
  const fresh = deliveries.filter(({ webhook_id, message_id }) => !known.has(`${webhook_id} ${message_id}`));
  if (fresh.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await insertDeliveries(trx, fresh);
    await wakeWebhooks(trx, fresh);
  });
}

// Of several missed moments only the latest is told, and none that was before a webhook was there.
function expiryDeliveries(
  token: SubjectToken & { expires_at: Date },
  organisation: { id: string; name: string; slug: string },
  webhooks: Webhooks,
  now: Date,
): NewDelivery[] {
  const moment = dueMoments(planOf(token), now).at(-1);
  if (moment === undefined) return [];
  const event: WebhookEvent = {
    type: moment.stage === "expired" ? "token.expired" : "token.expiring",
    at: moment.dueAt,
    data: {
      organisation: organisationData(organisation),
      token: tokenData(token),
      by: NOBODY,
      expires_at: token.expires_at.toISOString(),
    },
  };
  const key = dedupeKeyOf({ id: token.id, expiresAt: token.expires_at }, moment.stage);
  const messageId = `msg_${createHash("sha256").update(`${organisation.id} ${key}`).digest("hex").slice(0, 32)}`;
  return deliveriesOf(
    event,
    messageId,
    webhooks.filter(({ created_at }) => created_at <= moment.dueAt),
    now,
  );
}
