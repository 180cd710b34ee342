"use client";

import { useMemo, useState } from "react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { type TokenListQuery, tokenList } from "@/components/access-token/list/list-query";
import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { FilterBar } from "@/components/list/filter-bar";
import { ListLink } from "@/components/list/list-link";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState, useList } from "@/components/list/list-state";
import { ListSummary } from "@/components/list/list-summary";
import { ListTable } from "@/components/list/list-table";
import { ListTabs } from "@/components/list/list-tabs";
import { NoMatches } from "@/components/list/no-matches";
import { SortHead } from "@/components/list/sort-head";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { isFiltered } from "@/lib/list/href";
import { type Packed, unpack } from "@/lib/list/packed";
import { BulkBar } from "./bulk-bar";
import { NoTokens } from "./no-tokens";
import { type TokenExtras, tokenColumns } from "./token-columns";

type Props = Omit<TokenExtras, "live"> & {
  tokens: Packed<TokenDetailsJson>;
  /** The number on all pages. */
  count: number;
  /** Counted without the filters. */
  counts: { active: number; expired: number; revoked: number };
  /** Those that the person belongs to. */
  organisations: readonly { id: string; name: string }[];
  query: TokenListQuery;
  /** When the server read the rows. */
  asOf: string;
};

/** The list with its filters, its selection and its pages. */
export function TokenList({ tokens: packed, count, counts, organisations, query, asOf, ...extras }: Props) {
  const tokens = useMemo(() => unpack(packed), [packed]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const live = useLastUsed(tokens, asOf);
  const open = useOpenDialog();
  const selectable = tokens.filter((token) => token.status !== "revoked");
  // What was filtered out, left on another page or revoked meanwhile is no longer selected: nobody revokes what they cannot
  // see.
  const selection = selectable.filter((token) => selected.has(token.uuid));
  const isAllSelected = selectable.length > 0 && selection.length === selectable.length;
  const select = (uuids: Iterable<string>) => setSelected(new Set(uuids));
  const chosen = new Set(uuidsOf(selection));
  const columns = tokenColumns(
    { ...extras, live },
    {
      selected: chosen,
      isAllSelected,
      isSelectable: selectable.length > 0,
      toggle: (uuid) => select(chosen.has(uuid) ? [...chosen].filter((one) => one !== uuid) : [...chosen, uuid]),
      toggleAll: () => select(isAllSelected ? [] : uuidsOf(selectable)),
    },
  );
  const all = counts.active + counts.expired + counts.revoked;
  if (all === 0) return <NoTokens />;
  const offers = { organisation: organisations.map(({ id, name }) => ({ value: id, words: `Access to ${name}` })) };
  return (
    <ListState list={tokenList} path={LIST_PATH} query={query}>
      <ListTabs filter="status" counts={{ ...counts, all }} className="mb-3" />
      <FilterBar offers={offers} findSecret={(pasted) => open({ type: "find", pasted })} />
      <ListSummary count={count} offers={offers} />
      <ListRows>
        {tokens.length === 0 ? (
          <NoRows query={query} />
        ) : (
          <ListTable
            label="Access tokens"
            columns={columns}
            rows={tokens}
            keyOf={({ uuid }) => uuid}
            cards="lines"
            sortHead={SortHead}
            rowOf={({ uuid, status }) => ({
              "data-selected": chosen.has(uuid),
              className: rowStyle((live.get(uuid)?.status ?? status) === "revoked"),
            })}
          />
        )}
      </ListRows>
      <ListPages count={count} />
      <BulkBar
        tokens={selection}
        onClear={() => select([])}
        onAll={isAllSelected ? undefined : () => select(uuidsOf(selectable))}
      />
    </ListState>
  );
}

/** Why a list that has tokens shows none. */
function NoRows({ query }: { query: TokenListQuery }) {
  const { href } = useList(tokenList);
  if (isFiltered(tokenList, query)) {
    return (
      <NoMatches
        title="No token matches"
        searched={["Nothing has", "in its label, description or hint"]}
        otherwise={`None of your ${query.status === "all" ? "" : `${query.status} `}tokens matches these filters.`}
        {...(query.status === "all" ? {} : { wider: { words: "Search all tokens", view: { status: "all" } } })}
      />
    );
  }
  return (
    <EmptyState
      title={`No ${query.status} tokens`}
      action={
        <Button asChild>
          <ListLink href={href({ status: "all" })}>Show all tokens</ListLink>
        </Button>
      }
    />
  );
}

// Ended tokens are quieter; their text keeps full contrast.
function rowStyle(isRevoked: boolean): string | undefined {
  return isRevoked ? "bg-sunken/50" : undefined;
}

function uuidsOf(tokens: readonly { uuid: string }[]): string[] {
  return tokens.map(({ uuid }) => uuid);
}
