"use client";

import { useState } from "react";
import { isFiltered, LIST_PATH, type ListQuery, listHref, PAGE_SIZE } from "@/components/access-token/list/list-query";
import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { BulkBar } from "./bulk-bar";
import { Filters, type ListedOrganisation } from "./filters";
import { ListLink } from "./list-link";
import { ListNavigation } from "./list-navigation";
import { NoTokens } from "./no-tokens";
import type { StatusCounts } from "./status-tabs";
import { TokenTable } from "./token-table";

/**
 * The list with its filters, its selection and its pages. `limits` has the names of what each token is limited to, `blocked` those of the organisations whose policy blocks it, `asOf` is the moment at which the server read the rows, `daily` what
 * each of them did on the last days.
 */
export function TokenList({
  tokens,
  limits,
  blocked,
  daily,
  count,
  counts,
  organisations,
  query,
  asOf,
}: {
  tokens: TokenDetailsJson[];
  limits: ReadonlyMap<string, readonly ReachChoice[]>;
  blocked: ReadonlyMap<string, readonly string[]>;
  daily: ReadonlyMap<string, readonly number[]>;
  count: number;
  counts: StatusCounts;
  organisations: readonly ListedOrganisation[];
  query: ListQuery;
  asOf: string;
}) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const lastUsed = useLastUsed(tokens, asOf);
  // What was filtered away, turned over or revoked meanwhile is no longer selected: nobody revokes what is not in sight.
  const selection = tokens.filter((token) => selected.has(token.uuid) && token.status !== "revoked");

  if (counts.active + counts.expired + counts.revoked === 0) return <NoTokens />;
  return (
    <ListNavigation query={query}>
      <Filters counts={counts} organisations={organisations} />
      {tokens.length === 0 ? (
        <NoMatches query={query} />
      ) : (
        <TokenTable
          tokens={tokens}
          limits={limits}
          blocked={blocked}
          lastUsed={lastUsed}
          daily={daily}
          selected={new Set(selection.map(({ uuid }) => uuid))}
          onSelect={setSelected}
        />
      )}
      <div className="mt-4">
        <Pagination
          page={query.page}
          pageSize={PAGE_SIZE}
          count={count}
          noun="tokens"
          hrefFor={(page) => listHref(query, { page })}
        />
      </div>
      <BulkBar tokens={selection} onClear={() => setSelected(new Set())} />
    </ListNavigation>
  );
}

function NoMatches({ query }: { query: ListQuery }) {
  return (
    <EmptyState
      title="No token matches"
      action={
        isFiltered(query) && (
          <Button asChild>
            <ListLink href={LIST_PATH}>Clear filters</ListLink>
          </Button>
        )
      }
    >
      {query.search === "" ? (
        "None of your tokens matches these filters."
      ) : (
        <>
          Nothing has <bdi className="break-words font-medium text-foreground">{query.search}</bdi> in its label,
          description or hint{isFiltered({ ...query, search: "" }) ? " and matches these filters" : ""}.
        </>
      )}
    </EmptyState>
  );
}
