"use client";

import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useBell } from "@/components/notices/use-bell";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { BellList } from "./bell-list";

/** Notices of the signed-in person: how many are unread and, opened, the newest of them. */
export function Bell({ unread: seed, asOf }: { unread: number; asOf: string }) {
  const [open, setOpen] = useState(false);
  const bell = useBell(seed, asOf);
  const { unread } = bell.data;
  const shown = unread > 99 ? "99+" : String(unread);
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    if (next) void bell.refetch();
  };
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="shrink-0"
          aria-label={unread === 0 ? "Notifications" : `Notifications, ${shown} unread`}
        >
          <BellIcon aria-hidden="true" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute top-0.5 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-primary px-1 font-semibold text-[0.625rem] text-primary-foreground tabular-nums leading-none"
            >
              {shown}
            </span>
          )}
        </Button>
      </PopoverTrigger>
      <Announcement unread={unread} />
      <PopoverContent
        align="end"
        className="flex max-h-[min(36rem,calc(100dvh-5rem))] w-96 flex-col p-0"
        aria-label="Notifications"
      >
        <BellList bell={bell} close={() => setOpen(false)} />
        <div className="flex justify-between gap-4 border-t px-4 py-3 text-[0.8125rem]">
          <Link href="/account/notifications" className="link" onClick={() => setOpen(false)}>
            All notifications
          </Link>
          <Link href="/account/notifications#preferences" className="link" onClick={() => setOpen(false)}>
            Preferences
          </Link>
        </div>
      </PopoverContent>
    </Popover>
  );
}

/** Tells a screen reader when there are more than before, and nothing when the page loads. */
function Announcement({ unread }: { unread: number }) {
  const before = useRef(unread);
  const [text, setText] = useState("");
  useEffect(() => {
    if (unread > before.current) setText(unread === 1 ? "1 unread notification" : `${unread} unread notifications`);
    before.current = unread;
  }, [unread]);
  return (
    <span role="status" className="sr-only">
      {text}
    </span>
  );
}
