import { Bell as BellIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

/** The bell, and how many notices are unread. */
export function BellButton({ unread, ...props }: { unread: number } & ComponentProps<"button">) {
  const shown = unread > 99 ? "99+" : String(unread);
  return (
    <Button
      variant="ghost"
      size="icon"
      className="shrink-0"
      aria-label={unread === 0 ? "Notifications" : `Notifications, ${shown} unread`}
      {...props}
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
  );
}
