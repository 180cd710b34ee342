import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import type { AccountActivityMessage } from "@/lib/activity/account-message";
import { userAgentLabel } from "@/lib/user-agent-label";
import { Changes } from "./changes";
import { FirstOf, TimesBadge } from "./times";

/** One entry of a log: what happened, what changed, who did it, and from where. */
export function Entry({
  row,
  icon: Icon,
  words: { what, changes, reason, detail },
  subject,
  by,
  earlier,
}: {
  row: { type: string; created_at: Date; address: string | null; user_agent: string };
  icon: LucideIcon;
  words: AccountActivityMessage;
  /** What it happened to. */
  subject: ReactNode;
  by: ReactNode;
  /** Equal refusals before it, which it stands for. */
  earlier: readonly { created_at: Date }[];
}) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 px-4 py-3 text-sm lg:grid-cols-[1.25rem_minmax(0,1fr)_17rem]">
      <Icon
        aria-hidden="true"
        className={cn("mt-0.5 size-4.5", row.type.endsWith("refused") ? "text-warning-text" : "text-muted-foreground")}
      />
      <div className="grid min-w-0 content-start gap-1">
        <p className="min-w-0 break-words">
          <span className="font-medium">{what}</span>
          {subject !== null && (
            <>
              {what.includes(":") ? " ·\u00a0" : ": "}
              {subject}
            </>
          )}
          {/* Of several, such as the route, it need not be the same. */}
          {detail !== null && earlier.length === 0 && <span className="text-muted-foreground"> ·&nbsp;{detail}</span>}
          <TimesBadge earlier={earlier} />
        </p>
        {reason !== null && (
          <p className="break-words text-muted-foreground">
            Reason: <bdi className="text-foreground">{reason}</bdi>
          </p>
        )}
        <Changes changes={changes} />
        <FirstOf earlier={earlier} />
      </div>
      <p className="col-start-2 mt-1 flex flex-wrap items-baseline gap-x-2 text-[0.8125rem] text-muted-foreground leading-5 lg:col-start-3 lg:mt-0 lg:grid lg:content-start lg:justify-items-end lg:text-right">
        <span className="flex flex-wrap gap-x-2 lg:justify-end">
          {by}
          <Time at={row.created_at} as="clock" className="tabular-nums" />
        </span>
        <From row={row} />
      </p>
    </li>
  );
}

function From({ row }: { row: { address: string | null; user_agent: string } }) {
  const device = userAgentLabel(row.user_agent);
  if (row.address === null) return device === undefined ? null : <span className="min-w-0 break-words">{device}</span>;
  return (
    <span className="min-w-0 break-words">
      <span className="break-all font-mono text-xs">{row.address}</span>
      {device !== undefined && (
        <>
          {" "}
          · <span title={row.user_agent}>{device}</span>
        </>
      )}
    </span>
  );
}
