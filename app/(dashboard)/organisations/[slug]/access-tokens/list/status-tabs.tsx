"use client";

import type { OrganisationTokenTotals } from "@/lib/organisation/token/list";
import { ListLink, useListNavigation } from "./list-navigation";
import { type ListQuery, listHref } from "./query";

const WORDS: Record<ListQuery["status"], string> = {
  active: "Active",
  expired: "Expired",
  revoked: "Revoked",
  all: "All",
};

/** The tokens of one status, or all. The numbers are those of everything that reaches the organisation. */
export function StatusTabs({ totals }: { totals: OrganisationTokenTotals | undefined }) {
  const { slug, query } = useListNavigation();
  const count = (status: ListQuery["status"]) => {
    if (totals === undefined) return undefined;
    const of = (one: "active" | "expired" | "revoked") => totals.personal[one] + totals.organisation[one];
    return status === "all" ? of("active") + of("expired") + of("revoked") : of(status);
  };
  return (
    <nav aria-label="Filter by status" className="flex gap-1 overflow-x-auto border-b sm:gap-2">
      {(["active", "expired", "revoked", "all"] as const).map((status) => (
        <ListLink
          key={status}
          href={listHref(slug, query, { status })}
          aria-current={query.status === status ? "page" : undefined}
          className="-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-1.5 text-muted-foreground text-sm transition-colors duration-100 first:pl-0 hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-active aria-[current]:text-foreground pointer-coarse:h-11"
        >
          <span className="font-medium">{WORDS[status]}</span>
          {totals !== undefined && <span className="text-[0.8125rem] tabular-nums">{count(status)}</span>}
        </ListLink>
      ))}
    </nav>
  );
}
