import type { Db } from "@/db/database";
import { insertNoticeForActive, insertNoticeRow } from "@/db/notice/notice";
import type { NoticeContent } from "@/lib/notice/content";

export type NewNotice = NoticeContent & {
  userId: string;
  tokenId?: string;
  /** A user gets only the first notice with a given key: `token_created:<token id>`. At most 200 characters. */
  dedupeKey: string;
  /** Default: now, by the database's clock. */
  createdAt?: Date;
  /** It is mailed at once, however much was mailed before. Default: depends on its kind. */
  isAlarm?: boolean;
  /** It is only kept in the history: the receiver has just done it. */
  read?: boolean;
};

/**
 * Put a notice into a user's dashboard, in the caller's transaction; only once for one `dedupeKey`. Ignores preferences and
 * sends no mail.
 * @returns whether it is new
 */
export async function insertNotice(trx: Db, notice: NewNotice): Promise<boolean> {
  return await insertNoticeRow(trx, rowOf(notice));
}

/** `insertNotice` for an account that is not deactivated. @returns who got it; undefined: nobody */
export async function insertNoticeFor(trx: Db, notice: NewNotice) {
  return await insertNoticeForActive(trx, rowOf(notice));
}

function rowOf(notice: NewNotice) {
  return {
    user_id: notice.userId,
    kind: notice.kind,
    token_id: notice.tokenId ?? null,
    dedupe_key: notice.dedupeKey,
    read: notice.read ?? false,
    detail: JSON.stringify(notice.detail),
    ...(notice.createdAt ? { created_at: notice.createdAt } : {}),
  };
}
