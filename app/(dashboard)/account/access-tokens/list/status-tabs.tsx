"use client";

import { listHref } from "@/components/access-token/list/list-query";
import { ListLink } from "./list-link";
import { useListNavigation } from "./list-navigation";

export type StatusCounts = { active: number; expired: number; revoked: number };

/** All tokens, or those of one status, with how many there are. */
export function StatusTabs({ counts }: { counts: StatusCounts }) {
  const { query } = useListNavigation();
  const tabs = [
    { status: undefined, words: "All", count: counts.active + counts.expired + counts.revoked },
    { status: "active", words: "Active", count: counts.active },
    { status: "expired", words: "Expired", count: counts.expired },
    { status: "revoked", words: "Revoked", count: counts.revoked },
  ] as const;
  return (
    <nav aria-label="Filter by status" className="flex gap-1 overflow-x-auto border-b sm:gap-2">
      {tabs.map(({ status, words, count }) => (
        <ListLink
          key={words}
          href={listHref(query, { status })}
          aria-current={query.status === status ? "page" : undefined}
          className="-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-1.5 text-muted-foreground text-sm transition-colors duration-100 first:pl-0 hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-active aria-[current]:text-foreground pointer-coarse:h-11"
        >
          <span className="font-medium">{words}</span>
          <span className="text-[0.8125rem] tabular-nums">{count}</span>
        </ListLink>
      ))}
    </nav>
  );
}
