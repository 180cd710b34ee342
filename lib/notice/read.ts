import type { Db } from "@/db/database";
import { countUnreadNotices, findNotices, markNoticesRead } from "@/db/notice/notice";
import { type NoticeContent, noticeContent } from "./content";

export type Notice = NoticeContent & {
  id: string;
  tokenId: string | null;
  createdAt: Date;
  readAt: Date | null;
  /** It is about an expiration date that the token no longer has, or a token that was revoked since. */
  outdated: boolean;
};

/**
 * A user's notices, newest first.
 * @param page.before the id of the last notice of the page before; of one that is not the user's, nothing follows
 */
export async function listNotices(db: Db, userId: string, page: { limit: number; before?: string }): Promise<Notice[]> {
  const rows = await findNotices(db, userId, page.limit, page.before);
  return rows.flatMap((row) => {
    const { id, token_id: tokenId, created_at: createdAt, read_at: readAt, outdated } = row;
    // Kinds from a newer version are skipped.
    const content = noticeContent.safeParse({ kind: row.kind, detail: row.detail });
    return content.success ? [{ ...content.data, id, tokenId, createdAt, readAt, outdated }] : [];
  });
}

/** How many are unread, without outdated ones. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  return await countUnreadNotices(db, userId);
}

/** Mark some of a user's notices as read, or all; ids of someone else's change nothing. @returns how many were unread */
export async function markRead(db: Db, userId: string, ids: readonly string[] | "all"): Promise<number> {
  return await markNoticesRead(db, userId, ids);
}
