"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { isAnyFiltered, withoutFilters } from "@/lib/list/href";
import { ListLink } from "./list-link";
import { useAnyList } from "./list-state";

/**
 * Says that nothing matches the search and the filters, and clears them.
 * @param searched what stands before and after what was searched for: `Nothing has`, `in its label or hint`
 * @param otherwise what to say where nothing was searched for
 * @param view what the way out changes beside the filters, such as the tab
 * @param wider another view that has more, and what leads there
 */
export function NoMatches({
  title,
  searched,
  otherwise,
  view,
  wider,
}: {
  title: string;
  searched: readonly [before: string, after: string];
  otherwise?: string;
  view?: Readonly<Record<string, string>>;
  wider?: { words: string; view: Readonly<Record<string, string>> };
}) {
  const { list, query, href } = useAnyList();
  return (
    <EmptyState
      title={title}
      action={
        <>
          <Button asChild>
            <ListLink href={href({ ...withoutFilters(list), ...view })}>Clear filters</ListLink>
          </Button>
          {wider && (
            <Button asChild>
              <ListLink href={href(wider.view)}>{wider.words}</ListLink>
            </Button>
          )}
        </>
      }
    >
      {query.search === "" ? (
        otherwise
      ) : (
        <>
          {searched[0]} <bdi className="break-words font-medium text-foreground">{query.search}</bdi> {searched[1]}
          {isAnyFiltered(list, { ...query, search: "" }) && " and matches these filters"}.
        </>
      )}
    </EmptyState>
  );
}
