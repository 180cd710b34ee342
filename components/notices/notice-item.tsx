"use client";

import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { tip } from "@/components/ui/tip";
import type { NoticeJson } from "@/lib/notice/json";

/** One notice: what happened, what follows, and where to act. Following one of its links has it read. */
export function NoticeItem({
  notice,
  onRead,
  onLeave,
  className,
}: {
  notice: NoticeJson;
  onRead: (uuid: string) => void;
  /** A link was followed: close what is open over the page. */
  onLeave?: () => void;
  className?: string;
}) {
  const { uuid, title, text, links, created_at, is_read } = notice;
  const leave = () => {
    if (!is_read) onRead(uuid);
    onLeave?.();
  };
  return (
    <li className={cn("grid grid-cols-[0.5rem_minmax(0,1fr)] gap-x-2.5", className)}>
      <span aria-hidden="true" className={cn("mt-2 size-2 rounded-full", !is_read && "bg-active")} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
        <div className="flex min-w-0 items-start gap-2">
          <p className={cn("min-w-0 flex-1 break-words text-sm leading-6", !is_read && "font-medium")}>
            {!is_read && <span className="sr-only">Unread: </span>}
            {title}
          </p>
          {!is_read && (
            <Button
              variant="ghost"
              size="icon-sm"
              className="-my-1 -mr-1.5"
              {...tip("Mark as read")}
              aria-label={`Mark as read: ${title}`}
              onClick={() => onRead(uuid)}
            >
              <Check aria-hidden="true" />
            </Button>
          )}
        </div>
        <p className="break-words text-[0.8125rem] text-muted-foreground leading-5">{text}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.8125rem]">
          {links.map(({ label, path }) => (
            <Link
              key={path}
              href={path}
              className="link"
              aria-label={`${label}: ${title}`}
              onClick={leave}
              prefetch={false}
            >
              {label}
            </Link>
          ))}
          <Time at={created_at} tense="past" className="text-muted-foreground" />
        </p>
      </div>
    </li>
  );
}
