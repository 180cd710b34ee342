"use client";

import { useMemo, useState } from "react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { LIST_PATH, type TokenListQuery, tokenList } from "@/components/access-token/list/list-query";
import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { FilterBar } from "@/components/list/filter-bar";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { ListTable } from "@/components/list/list-table";
import { ListTabs } from "@/components/list/list-tabs";
import { NoMatches } from "@/components/list/no-matches";
import type { TokenDetailsJson } from "@/lib/access-token/json";
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
  return (
    <ListState list={tokenList} path={LIST_PATH} query={query}>
      <ListTabs filter="status" counts={{ "": all, ...counts }} className="mb-3" />
      <FilterBar
        offers={{ organisation: organisations.map(({ id, name }) => ({ value: id, words: `Reaches ${name}` })) }}
        findSecret={(pasted) => open({ type: "find", pasted })}
      />
      <ListRows>
        {tokens.length === 0 ? (
          <NoMatches
            title="No token matches"
            searched={["Nothing has", "in its label, description or hint"]}
            otherwise="None of your tokens matches these filters."
          />
        ) : (
          <ListTable
            label="Access tokens"
            columns={columns}
            rows={tokens}
            keyOf={({ uuid }) => uuid}
            cards="lg"
            rowOf={({ uuid, status }) => ({
              "data-selected": chosen.has(uuid),
              className: rowStyle((live.get(uuid)?.status ?? status) === "revoked"),
            })}
          />
        )}
      </ListRows>
      <ListPages count={count} />
      <BulkBar tokens={selection} onClear={() => select([])} />
    </ListState>
  );
}

// The accent means active, not chosen. Ended tokens are quieter; their text keeps full contrast.
function rowStyle(isRevoked: boolean): string {
  return `max-lg:relative max-lg:pl-11 data-[selected=true]:bg-hover ${isRevoked ? "bg-sunken/50" : ""}`;
}

function uuidsOf(tokens: readonly { uuid: string }[]): string[] {
  return tokens.map(({ uuid }) => uuid);
}
