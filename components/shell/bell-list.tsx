"use client";

import { NoticeItem } from "@/components/notices/notice-item";
import type { useBell } from "@/components/notices/use-bell";
import { useMarkRead } from "@/components/notices/use-mark-read";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

/** What is in the open bell: the newest notices, or why there are none to see. */
export function BellList({ bell, close }: { bell: ReturnType<typeof useBell>; close: () => void }) {
  const markRead = useMarkRead();
  const { unread, notices } = bell.data;
  return (
    <>
      <div className="flex min-h-12 items-center justify-between gap-4 border-b px-4 py-2">
        <h2 className="font-semibold text-sm">Notifications</h2>
        {unread > 0 && (
          <Button size="sm" variant="ghost" className="-mr-2" onClick={() => markRead.mutate("all")}>
            Mark all as read
          </Button>
        )}
      </div>
      {markRead.isError && (
        <p role="alert" className="border-b px-4 py-2 text-[0.8125rem] text-danger-text">
          Couldn’t save that. Try again.
        </p>
      )}
      <div className="min-h-0 overflow-y-auto px-4">
        {notices === undefined ? (
          <Pending failed={bell.isError} retry={() => void bell.refetch()} />
        ) : notices.length === 0 ? (
          <p className="py-10 text-center text-muted-foreground text-sm">
            Nothing yet. Tokens about to expire and sign-ins from new places appear here.
          </p>
        ) : (
          <ul className="divide-y">
            {notices.map((notice) => (
              <NoticeItem
                key={notice.uuid}
                notice={notice}
                onRead={(uuid) => markRead.mutate([uuid])}
                onLeave={close}
                className="py-3"
              />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function Pending({ failed, retry }: { failed: boolean; retry: () => void }) {
  if (failed) {
    return (
      <div role="alert" className="grid justify-items-center gap-3 py-8 text-center text-sm">
        <p>Couldn’t load notifications.</p>
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div role="status" className="grid gap-4 py-4">
      <span className="sr-only">Loading notifications</span>
      {["w-3/4", "w-2/3", "w-4/5"].map((width) => (
        <div key={width} className="grid gap-2">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3 w-full" />
        </div>
      ))}
    </div>
  );
}
