"use client";

import { NoticeItem } from "@/components/notices/notice-item";
import { useMarkRead } from "@/components/notices/use-mark-read";
import { Button } from "@/components/ui/button";
import type { NoticeJson } from "@/lib/notice/json";

/** One page of notices, newest first. @param unread of all pages */
export function History({ notices, unread }: { notices: readonly NoticeJson[]; unread: number }) {
  const markRead = useMarkRead();
  return (
    <>
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
        <p className="text-muted-foreground text-sm">
          {unread === 0 ? "All read." : unread === 1 ? "1 unread." : `${unread} unread.`}
        </p>
        {unread > 0 && (
          <Button size="sm" pending={markRead.isPending} onClick={() => markRead.mutate("all")}>
            Mark all as read
          </Button>
        )}
      </div>
      {markRead.isError && (
        <p role="alert" className="text-danger-text text-sm">
          Couldn’t save that. Try again.
        </p>
      )}
      <ul className="divide-y border-y">
        {notices.map((notice) => (
          <NoticeItem key={notice.uuid} notice={notice} onRead={(uuid) => markRead.mutate([uuid])} className="py-4" />
        ))}
      </ul>
    </>
  );
}
