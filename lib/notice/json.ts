import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { NoticeLink } from "./message/message";
import { noticeMessage } from "./message/notice-message";
import { countUnread, listNotices, type Notice } from "./read";

/** A notice as pages show it: worded for this moment and its reader's timezone. */
export type NoticeJson = {
  uuid: string;
  title: string;
  text: string;
  links: NoticeLink[];
  created_at: string;
  is_read: boolean;
};

/** What the bell shows: how many notices are unread, and the newest ones. */
export type BellJson = { unread: number; notices: NoticeJson[] };

const IN_BELL = 8;

export function noticeJson(notice: Notice, { user, now }: SessionPrincipal): NoticeJson {
  const { title, text, links } = noticeMessage(notice, { now, timezone: user.timezone });
  return {
    uuid: notice.id,
    title,
    text,
    links,
    created_at: notice.createdAt.toISOString(),
    is_read: notice.readAt !== null,
  };
}

export async function findBell(db: Db, principal: SessionPrincipal): Promise<BellJson> {
  const [unread, notices] = await Promise.all([
    countUnread(db, principal.user.id),
    listNotices(db, principal.user.id, { limit: IN_BELL }),
  ]);
  return { unread, notices: notices.map((notice) => noticeJson(notice, principal)) };
}
