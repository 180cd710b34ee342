import {
  Ban,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  PencilLine,
  RefreshCw,
  ShieldAlert,
  ShieldCheck,
} from "lucide-react";
import Link from "next/link";
import { Changes } from "@/components/activity/changes";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import type { AccountActivityRow } from "@/db/account-activity";
import { accountActivityWords } from "@/lib/activity/account-words";
import { type ActivityActor, activityActor } from "@/lib/activity/actor";
import { type ActivityKind, activityKindOf } from "@/lib/activity/kind";
import { userAgentWords } from "@/lib/user-agent-words";

const ICONS: Record<ActivityKind, LucideIcon> = {
  sign_ins: LogIn,
  made: KeyRound,
  edited: PencilLine,
  rotations: RefreshCw,
  revocations: Ban,
  refusals: ShieldAlert,
  account: ShieldCheck,
};

/** One entry: what happened to what, what changed, who did it, and from where. */
export function ActivityEntry({ row, userId }: { row: AccountActivityRow; userId: string }) {
  const { what, changes, reason, detail } = accountActivityWords(row);
  const refused = row.type.endsWith("refused");
  const Icon = refused ? ShieldAlert : row.type.startsWith("session.") ? LogOut : ICONS[activityKindOf(row.type)];
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 px-4 py-3 text-sm lg:grid-cols-[1.25rem_minmax(0,1fr)_17rem]">
      <Icon
        aria-hidden="true"
        className={cn("mt-0.5 size-4.5", refused ? "text-warning-text" : "text-muted-foreground")}
      />
      <div className="grid min-w-0 content-start gap-1">
        <p className="min-w-0 break-words">
          <span className="font-medium">{what}</span>
          <Subject row={row} after={what.includes(":") ? " · " : ": "} />
          {detail !== null && <span className="text-muted-foreground"> · {detail}</span>}
        </p>
        {reason !== null && (
          <p className="break-words text-muted-foreground">
            Reason: <bdi className="text-foreground">{reason}</bdi>
          </p>
        )}
        <Changes changes={changes} />
      </div>
      <p className="col-start-2 mt-1 flex flex-wrap items-baseline gap-x-2 text-[0.8125rem] text-muted-foreground leading-5 lg:col-start-3 lg:mt-0 lg:grid lg:content-start lg:justify-items-end lg:text-right">
        <span className="flex flex-wrap gap-x-2 lg:justify-end">
          <Actor actor={activityActor(row, userId)} />
          <Time at={row.created_at} as="clock" className="tabular-nums" />
        </span>
        <From row={row} />
      </p>
    </li>
  );
}

// A sign-in happens to the account itself: its address would say nothing that the page does not.
function Subject({ row, after }: { row: AccountActivityRow; after: string }) {
  if (row.target_type === null || row.target_type === "user" || row.target_type === "session") return null;
  const label = row.target_label ?? "";
  if (label === "") return null;
  if (row.target_type !== "access_token") {
    return (
      <>
        {after}
        <bdi>{label}</bdi>
      </>
    );
  }
  return (
    <>
      {after}
      <Link href={`/account/access-tokens/${row.target_id}`} className="link break-words">
        <bdi>{label}</bdi>
      </Link>
    </>
  );
}

function Actor({ actor }: { actor: ActivityActor }) {
  switch (actor.type) {
    case "you":
      return <span>by you</span>;
    case "token_itself":
      return <span>by the token itself</span>;
    case "token":
      if (actor.label === null) return <span>by another token</span>;
      return (
        <span className="min-w-0 break-words">
          by{" "}
          <Link href={`/account/access-tokens/${actor.id}`} className="link">
            <bdi>{actor.label}</bdi>
          </Link>
        </span>
      );
    case "person":
      return (
        <span className="min-w-0 break-words">
          by <bdi>{actor.name}</bdi>
        </span>
      );
    case "operator":
      return <span>by the operator</span>;
    case "unknown":
      return null;
  }
}

function From({ row }: { row: AccountActivityRow }) {
  const device = userAgentWords(row.user_agent);
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
