import { Changes } from "@/components/activity/changes";
import { FirstOf, TimesBadge } from "@/components/activity/times";
import { Time } from "@/components/ui/time";
import { findActivityOfTarget, type TargetActivityRow } from "@/db/activity/activity";
import { db } from "@/db/database";
import type { TokenJson } from "@/lib/access-token/json";
import { activityActor, actorText } from "@/lib/activity/actor";
import { findActivityNames } from "@/lib/activity/find-names";
import { groupRefusals } from "@/lib/activity/grouped";
import type { ActivityNames } from "@/lib/activity/names";
import { organisationActorText } from "@/lib/activity/organisation/actor";
import { tokenActivityMessage } from "@/lib/activity/token-message";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { userAgentLabel } from "@/lib/user-agent-label";
import { Section } from "./section";

const SHOWN_ENTRIES = 50;
// Of those, most may be refusals that are shown as one.
const READ_ROWS = 200;

/** What happened to this token, newest first: who, what, before and after, from where. Nothing where nothing is recorded any more. */
export async function TokenActivity({ token, principal }: { token: TokenJson; principal: SessionPrincipal }) {
  const rows = await findActivityOfTarget(db, { type: "access_token", id: token.uuid }, READ_ROWS);
  if (rows.length === 0) return null;
  const names = await findActivityNames(db, principal, rows);
  return (
    <Section title="Activity">
      <ol className="grid gap-4">
        {groupRefusals(rows)
          .slice(0, SHOWN_ENTRIES)
          .map(({ row, earlier }) => (
            <Entry
              key={row.id}
              row={row}
              earlier={earlier}
              by={actorMessage(row, token, principal)}
              names={names}
              showsOrigin={token.owner.type === "organisation" || isOwnDoing(row, principal)}
            />
          ))}
      </ol>
    </Section>
  );
}

/** Who did it, as far as the viewer may know; empty where nobody knows: a refused caller is known by the address alone. */
function actorMessage(row: TargetActivityRow, token: TokenJson, principal: SessionPrincipal): string {
  if (row.actor_token_id !== null && row.actor_token_id === row.target_id) return "the token itself";
  const organisation = principal.organisations.find(({ id }) => id === token.owner.uuid);
  if (organisation === undefined) return actorText(activityActor(row, principal.user.id));
  return organisationActorText(row, { principal, organisation });
}

/** Whether the owner did it, or an unknown caller: the owner does not learn where an administrator acted from. */
function isOwnDoing(row: TargetActivityRow, { user }: SessionPrincipal): boolean {
  return row.actor_user_id === user.id || (row.actor_user_id === null && row.actor_token_id === null);
}

function Entry({
  row,
  earlier,
  by,
  names,
  showsOrigin,
}: {
  row: TargetActivityRow;
  /** Equal refusals before it. */
  earlier: readonly TargetActivityRow[];
  by: string;
  names: ActivityNames;
  showsOrigin: boolean;
}) {
  const { what, changes, reason } = tokenActivityMessage(row, names);
  const agent = userAgentLabel(row.user_agent);
  return (
    <li className="grid gap-1.5 border-b pb-4 text-sm last:border-b-0 last:pb-0">
      <p className="flex items-baseline justify-between gap-x-4">
        <span className="min-w-0">
          <strong className="font-medium">{what}</strong>
          {by !== "" && (
            <>
              {" by "}
              <bdi className="break-words">{by}</bdi>
            </>
          )}
          {reason !== null && (
            <>
              : <bdi className="break-words">{reason}</bdi>
            </>
          )}
          <TimesBadge earlier={earlier} />
        </span>
        <Time at={row.created_at} tense="past" className="shrink-0 text-[0.8125rem] text-muted-foreground" />
      </p>
      <Changes changes={changes} />
      <FirstOf earlier={earlier} />
      {showsOrigin && (
        <p className="text-[0.8125rem] text-muted-foreground">
          {row.address ? (
            <>
              {earlier.length > 0 ? "Last from" : "From"}{" "}
              <span className="break-all font-mono text-xs">{row.address}</span>
            </>
          ) : (
            "On the server"
          )}
          {agent && ` by ${agent}`}
        </p>
      )}
    </li>
  );
}
