import { sql } from "kysely";
import { KEEPERS } from "@/db/access-token/expiring";
import type { Db } from "@/db/database";
import { expiryDetail } from "@/lib/notice/expiring";
import { insertNotice } from "@/lib/notice/notify/insert";
import { dedupeKeyOf, noticePlan } from "@/lib/notice/plan";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Someone who looks in every other day has read the older ones. */
const READ_AFTER_DAYS = 3;
const DAYS = 90;

/** Tell the people of the demo what they would have been told: of expiration dates, of tokens made and revoked, of sign-ins. */
export async function fillNotices(trx: Db, now: Date): Promise<void> {
  await notifyOfExpirations(trx, now);
  await notifyFromActivity(trx, now);
  await sql`
    update notice set read_at = created_at + interval '3 hours'
    where read_at is null and created_at < ${new Date(now.getTime() - READ_AFTER_DAYS * DAY_MS)}`.execute(trx);
}

async function notifyOfExpirations(trx: Db, now: Date) {
  const tokens = await trx
    .selectFrom("access_token as t")
    .innerJoinLateral(KEEPERS.as<"keeper">(sql`keeper`), (join) => join.onTrue())
    .innerJoin("user", "user.id", "keeper.user_id")
    .leftJoin("organisation as o", "o.id", "t.organisation_id")
    .select([
      "t.id",
      "t.label",
      "keeper.user_id",
      "t.expires_at",
      "t.expires_by_sunset",
      "t.expiration_set_at",
      "t.revoked_at",
    ])
    .select(["o.name as organisation_name", "o.slug as organisation_slug"])
    .where("t.expires_at", "is not", null)
    .where("user.deactivated_at", "is", null)
    .execute();
  for (const token of tokens) {
    const { id, user_id, expires_at, expiration_set_at, revoked_at } = token;
    if (expires_at === null) continue;
    for (const { stage, dueAt } of noticePlan(expiration_set_at, expires_at)) {
      if (dueAt > now || dueAt.getTime() < now.getTime() - DAYS * DAY_MS || (revoked_at ?? now) < dueAt) continue;
      await insertNotice(trx, {
        kind: stage === "expired" ? "token_expired" : "token_expires",
        userId: user_id,
        tokenId: id,
        // The key that the instance would use, so that it does not notify again.
        dedupeKey: dedupeKeyOf({ id, expiresAt: expires_at }, stage),
        detail: expiryDetail({ ...token, expires_at }),
        createdAt: dueAt,
      });
    }
  }
}

async function notifyFromActivity(trx: Db, now: Date) {
  const rows = await trx
    .selectFrom("activity")
    .leftJoin("access_token as maker", "maker.id", "activity.actor_token_id")
    .leftJoin("user as actor", "actor.id", "activity.actor_user_id")
    .select(["activity.id", "activity.type", "activity.user_id", "activity.actor_user_id", "activity.actor_token_id"])
    .select(["activity.target_id", "activity.target_label", "activity.after", "activity.created_at"])
    .select(sql<string | null>`host(activity.address)`.as("address"))
    .select(["maker.label as maker_label", "actor.first_name", "actor.last_name"])
    .where("activity.created_at", ">", new Date(now.getTime() - DAYS * DAY_MS))
    .where("activity.type", "in", ["access_token.created", "access_token.revoked", "user.password_changed"])
    .execute();
  for (const row of rows) {
    const { type, user_id: userId, target_id, target_label, address, created_at: createdAt } = row;
    if (userId === null || target_id === null) continue;
    const about = { userId, tokenId: target_id, createdAt };
    const label = target_label ?? "";
    if (type === "access_token.created" && row.maker_label !== null) {
      const detail = { label, with: row.maker_label, address };
      await insertNotice(trx, { ...about, kind: "token_created", dedupeKey: `token_created:${target_id}`, detail });
    }
    if (type === "access_token.revoked" && row.actor_user_id !== null && row.actor_user_id !== userId) {
      const detail = { label, by: `${row.first_name} ${row.last_name}`, reason: reasonOf(row.after) };
      await insertNotice(trx, {
        ...about,
        kind: "token_revoked_by_other",
        dedupeKey: `token_revoked:${row.id}`,
        detail,
      });
    }
    if (type === "user.password_changed") {
      const dedupeKey = `password_changed:${row.id}`;
      await insertNotice(trx, { userId, createdAt, kind: "password_changed", dedupeKey, detail: { address } });
    }
  }
}

function reasonOf(after: unknown): string | null {
  return typeof after === "object" && after !== null && "reason" in after ? String(after.reason) : null;
}
