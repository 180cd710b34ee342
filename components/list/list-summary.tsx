"use client";

import type { ReactNode } from "react";
import { filterValue, isAnyFiltered, withoutFilters } from "@/lib/list/href";
import { type Offer, wordsOf } from "./filter-control";
import { ListCount } from "./list-count";
import { ListLink } from "./list-link";
import { useAnyList } from "./list-state";
import { RemoveFilter } from "./remove-filter";

/**
 * How many rows there are, which filters are set, each with a way to take it off, and one to take off all.
 * @param offers as the filter bar has them
 * @param names what is chosen by links alone, in words, by filter
 * @param children what stands at the end of the line
 */
export function ListSummary({
  count,
  offers = {},
  names = {},
  children,
}: {
  count: number;
  offers?: Readonly<Record<string, readonly Offer[]>>;
  names?: Readonly<Record<string, string | undefined>>;
  children?: ReactNode;
}) {
  const { list, query, href, pending } = useAnyList();
  const set = Object.entries(list.filters).flatMap(([name, filter]) => {
    const value = filterValue(query, name);
    if (value === undefined || filter.stays || (filter.kind === "choice" && value === filter.usual)) return [];
    const words =
      names[name] ?? wordsOf(offers[name] ?? (filter.kind === "choice" ? filter.options : []), value) ?? "As chosen";
    // In a wide window its control is the chip.
    return [{ name, words, inForm: names[name] === undefined && filter.label !== undefined }];
  });
  return (
    <div aria-busy={pending} className="mb-3 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
      <ListCount count={count} noun={list.noun} />
      {set.map(({ name, words, inForm }) => (
        <RemoveFilter
          key={name}
          name={name}
          words={words}
          className={`inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border bg-hover px-2.5 text-[0.8125rem] hover:border-foreground/60 ${inForm ? "sm:hidden" : ""}`}
        >
          <bdi className="truncate">{words}</bdi>
        </RemoveFilter>
      ))}
      {/* An empty list has its own way out. */}
      {count > 0 && isAnyFiltered(list, query) && (
        <ListLink href={href(withoutFilters(list))} className="link py-1 text-[0.8125rem] text-muted-foreground">
          Clear filters
        </ListLink>
      )}
      {children}
    </div>
  );
}
