import Link from "next/link";
import { Changes } from "@/components/activity/changes";
import { Time } from "@/components/ui/time";
import { findActivityOfTarget } from "@/db/activity";
import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import type { TokenJson } from "@/lib/access-token/json";
import { tokenActivityWords } from "@/lib/activity/token-words";
import type { SessionPrincipal } from "@/lib/principal";
import { userAgentWords } from "@/lib/user-agent-words";
import { LIST_PATH } from "../list/list-query";

const SHOWN_ROWS = 50;

type ActivityRow = Awaited<ReturnType<typeof findActivityOfTarget>>[number];

/** What happened to this token, newest first: who, what, before and after, from where. */
export async function TokenActivity({ token, principal }: { token: TokenJson; principal: SessionPrincipal }) {
  const rows = await findActivityOfTarget(db, { type: "access_token", id: token.uuid }, SHOWN_ROWS);
  const actors = await findActingTokens(rows, principal);
  if (rows.length === 0) return <p className="text-muted-foreground text-sm">Nothing has been recorded.</p>;
  return (
    <ol className="grid gap-4">
      {rows.map((row) => (
        <Entry key={row.id} row={row} principal={principal} actors={actors} />
      ))}
    </ol>
  );
}

async function findActingTokens(rows: readonly ActivityRow[], principal: SessionPrincipal) {
  const ids = [...new Set(rows.flatMap((row) => row.actor_token_id ?? []))];
  const tokens = await Promise.all(ids.map((id) => findToken(db, principal, id)));
  return new Map(tokens.flatMap((token) => (token === undefined ? [] : [[token.uuid, token.label] as const])));
}

function Entry({
  row,
  principal,
  actors,
}: {
  row: ActivityRow;
  principal: SessionPrincipal;
  actors: ReadonlyMap<string, string>;
}) {
  // Whoever was refused is known by the address alone.
  const refused = row.type === "access_token.refused";
  const { what, changes, reason } = tokenActivityWords(row);
  const agent = userAgentWords(row.user_agent);
  return (
    <li className="grid gap-1.5 border-b pb-4 text-sm last:border-b-0 last:pb-0">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <strong className="font-medium">{what}</strong>
          {!refused && (
            <>
              {" by "}
              <Actor row={row} principal={principal} actors={actors} />
            </>
          )}
          {reason !== null && (
            <>
              : <bdi className="break-words">{reason}</bdi>
            </>
          )}
        </span>
        <Time at={row.created_at} tense="past" className="text-[0.8125rem] text-muted-foreground" />
      </p>
      <Changes changes={changes} />
      <p className="text-[0.8125rem] text-muted-foreground">
        {row.address ? (
          <>
            From <span className="break-all font-mono text-xs">{row.address}</span>
          </>
        ) : (
          "On the server"
        )}
        {agent && ` by ${agent}`}
      </p>
    </li>
  );
}

function Actor({
  row,
  principal,
  actors,
}: {
  row: ActivityRow;
  principal: SessionPrincipal;
  actors: ReadonlyMap<string, string>;
}) {
  if (row.actor_token_id !== null) {
    if (row.actor_token_id === row.target_id) return <>the token itself</>;
    const label = actors.get(row.actor_token_id);
    if (label === undefined) return <>another token</>;
    return (
      <>
        the token{" "}
        <Link href={`${LIST_PATH}/${row.actor_token_id}`} className="link break-words">
          <bdi>{label}</bdi>
        </Link>
      </>
    );
  }
  if (row.actor_user_id === principal.user.id) return <>you</>;
  return <>{row.actor_user_id === null ? "the operator" : "somebody else"}</>;
}
