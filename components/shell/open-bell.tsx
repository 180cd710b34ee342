"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { useBell } from "@/components/notices/use-bell";
import { Link } from "@/components/ui/link";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { BellButton } from "./bell-button";
import { BellList } from "./bell-list";

/** The bell once it was opened for the first time, which asks for the notices each time. */
export function OpenBell({ bell }: { bell: ReturnType<typeof useBell> }) {
  const [open, setOpen] = useState(true);
  const ask = useEffectEvent(() => void bell.refetch());
  useEffect(() => {
    if (open) ask();
  }, [open]);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <BellButton unread={bell.data.unread} />
      </PopoverTrigger>
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
