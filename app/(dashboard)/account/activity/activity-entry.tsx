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
import { Entry } from "@/components/activity/entry";
import { Link } from "@/components/ui/link";
import type { AccountActivityRow } from "@/db/activity/account";
import { accountActivityMessage } from "@/lib/activity/account-message";
import { type ActivityActor, activityActor } from "@/lib/activity/actor";
import { type ActivityKind, activityKindOf } from "@/lib/activity/kind";
import type { ActivityNames } from "@/lib/activity/names";

const ICONS: Record<ActivityKind, LucideIcon> = {
  sign_ins: LogIn,
  made: KeyRound,
  edited: PencilLine,
  rotations: RefreshCw,
  revocations: Ban,
  refusals: ShieldAlert,
  account: ShieldCheck,
};

/** One entry of one's own activity. */
export function ActivityEntry({
  row,
  earlier,
  userId,
  names,
}: {
  row: AccountActivityRow;
  earlier: readonly AccountActivityRow[];
  userId: string;
  names: ActivityNames;
}) {
  const refused = row.type.endsWith("refused");
  const Icon = refused ? ShieldAlert : row.type.startsWith("session.") ? LogOut : ICONS[activityKindOf(row.type)];
  return (
    <Entry
      row={row}
      earlier={earlier}
      icon={Icon}
      words={accountActivityMessage(row, names)}
      subject={subjectOf(row)}
      by={<Actor actor={activityActor(row, userId)} />}
    />
  );
}

// A sign-in happens to the account itself: its address would say nothing that the page does not.
function subjectOf(row: AccountActivityRow) {
  if (row.target_type === null || row.target_type === "user" || row.target_type === "session") return null;
  const label = row.target_label ?? "";
  if (label === "") return null;
  if (row.target_type !== "access_token") return <bdi>{label}</bdi>;
  return (
    <Link href={`/account/access-tokens/${row.target_id}`} className="link break-words">
      <bdi>{label}</bdi>
    </Link>
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
    case "organisation":
      return (
        <span className="min-w-0 break-words">
          by a token of <bdi>{actor.name}</bdi>
        </span>
      );
    case "person":
      return (
        <span className="min-w-0 break-words">
          by <bdi>{actor.name}</bdi>
          {actor.withToken && " with an access token"}
        </span>
      );
    case "report":
      return <span>by a leak report</span>;
    case "operator":
      return <span>by the operator</span>;
    case "unknown":
      return null;
  }
}
