"use client";

import { TokenMenu } from "@/components/access-token/list/token-menu";
import type { Column } from "@/components/list/list-table";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { purposeLabel, summariseScopes } from "@/lib/access-token/labels";
import type { LastUsedJson } from "@/lib/access-token/usage/last-used";
import { ExpiresCell } from "./expires-cell";
import { LastUsedCell } from "./last-used-cell";
import { ReachLine } from "./reach-line";
import { labelIdOf, TokenCell } from "./token-cell";

/** What is known of the tokens beside their rows, by uuid. */
export type TokenExtras = {
  /** The names of what each is limited to. */
  limits: ReadonlyMap<string, readonly ReachChoice[]>;
  /** The names of the organisations whose policy blocks it. */
  blocked: ReadonlyMap<string, readonly string[]>;
  /** Its requests, day by day, of those that had any. */
  daily: ReadonlyMap<string, readonly number[]>;
  /** Changes since the server rendered the list. */
  live: ReadonlyMap<string, LastUsedJson>;
};

export type Selection = {
  selected: ReadonlySet<string>;
  isAllSelected: boolean;
  isSelectable: boolean;
  toggle: (uuid: string) => void;
  toggleAll: () => void;
};

export function tokenColumns(
  { limits, blocked, daily, live }: TokenExtras,
  selection: Selection,
): Column<TokenDetailsJson>[] {
  const statusOf = ({ uuid, status }: TokenDetailsJson) => live.get(uuid)?.status ?? status;
  return [
    {
      head: "Select",
      headAs: <SelectAll selection={selection} />,
      headClassName: "w-9 @3xl:pr-0",
      card: "bare",
      line: "before",
      className: "@3xl:pr-0",
      cell: (token) => <Select token={token} isRevoked={statusOf(token) === "revoked"} selection={selection} />,
    },
    {
      head: "Label",
      sort: "label",
      card: "title",
      line: "title",
      cell: (token) => <TokenCell token={token} status={statusOf(token)} blockedBy={blocked.get(token.uuid)} />,
    },
    // In a table it stands below the status.
    { head: "Purpose", card: "bare", line: "fact_only", cell: ({ purpose }) => purposeLabel(purpose) },
    {
      head: "Status",
      sort: "status",
      card: "bare",
      line: "status",
      headClassName: "w-35",
      cell: (token) => (
        <>
          <Status tone={statusOf(token)} className="@max-3xl:text-[0.8125rem]" />
          <span className="block truncate text-[0.8125rem] text-muted-foreground leading-5 @max-3xl:hidden">
            {purposeLabel(token.purpose)}
          </span>
        </>
      ),
    },
    {
      head: "Scopes and reach",
      headClassName: "w-35",
      cell: ({ uuid, scopes }) => <ScopesCell scopes={scopes} limits={limits.get(uuid)} />,
    },
    {
      head: "Last used",
      sort: "last_used_at",
      card: "bare",
      line: "fact",
      headClassName: "w-32",
      cell: (token) => {
        const last_used_at = live.get(token.uuid)?.last_use?.used_at ?? token.last_used_at;
        return (
          <LastUsedCell
            token={{ status: statusOf(token), created_at: token.created_at, last_used_at }}
            daily={daily.get(token.uuid)}
          />
        );
      },
    },
    {
      head: "Expires",
      sort: "expiration_date",
      line: "fact",
      headClassName: "w-28",
      cell: (token) => <ExpiresCell token={token} />,
    },
    {
      head: "Created",
      sort: "created_at",
      from: "60rem",
      headClassName: "w-28",
      cell: ({ created_at }) => <Time at={created_at} tense="past" className="text-muted-foreground" />,
    },
    {
      head: "Actions",
      headAs: "hidden",
      headClassName: "w-13",
      card: "bare",
      line: "after",
      cell: (token) => <TokenMenu token={token} labelId={labelIdOf(token)} />,
    },
  ];
}

function SelectAll({ selection: { selected, isAllSelected, isSelectable, toggleAll } }: { selection: Selection }) {
  return (
    <Checkbox
      className="block noscript:invisible"
      aria-label="Select all on this page"
      checked={isAllSelected}
      autoComplete="off"
      indeterminate={!isAllSelected && selected.size > 0}
      disabled={!isSelectable}
      onChange={toggleAll}
    />
  );
}

function Select({
  token,
  isRevoked,
  selection: { selected, toggle },
}: {
  token: TokenDetailsJson;
  isRevoked: boolean;
  selection: Selection;
}) {
  return (
    <Checkbox
      aria-label={`Select ${token.label}`}
      checked={selected.has(token.uuid)}
      // A tick that the browser restores could stand beside another token.
      autoComplete="off"
      disabled={isRevoked}
      onChange={() => toggle(token.uuid)}
      className={cn("block noscript:invisible", isRevoked && "invisible")}
    />
  );
}

/** A token's scopes and reach, short enough for a table. */
function ScopesCell({ scopes, limits }: { scopes: readonly string[]; limits: readonly ReachChoice[] | undefined }) {
  const { names, more } = summariseScopes(scopes);
  const full = scopes.includes("all");
  return (
    <div className="grid gap-0.5">
      <span className="flex min-w-0 items-baseline gap-1.5" title={full ? undefined : scopes.join(", ")}>
        <span className={full ? "whitespace-nowrap" : "min-w-0 truncate font-mono text-xs leading-5"}>
          {names.join(", ")}
        </span>
        {more > 0 && (
          <span className="shrink-0 text-[0.8125rem] text-muted-foreground">
            +{more}
            <span className="sr-only"> more</span>
          </span>
        )}
      </span>
      <ReachLine limits={limits} />
    </div>
  );
}
