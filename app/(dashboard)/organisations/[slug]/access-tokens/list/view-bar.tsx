"use client";

import type { ReactNode } from "react";
import { Download } from "@/components/list/download/download";
import type { Offer } from "@/components/list/filter-control";
import { useList } from "@/components/list/list-state";
import { ListSummary } from "@/components/list/list-summary";
import { ListTabs } from "@/components/list/list-tabs";
import { cn } from "@/components/ui/cn";
import { listParams } from "@/lib/list/href";
import { organisationTokenList } from "./query";

/**
 * How many tokens there are with which filters, how they are shown, and the download.
 * @param children what can be done with the filters
 */
export function ViewBar({
  count,
  grouped,
  assigned,
  ownerName = "one person",
  children,
}: {
  count: number;
  grouped: boolean;
  assigned: readonly Offer[];
  ownerName: string | undefined;
  children: ReactNode;
}) {
  const { path, query } = useList(organisationTokenList);
  return (
    <ListSummary
      count={count}
      offers={{ assigned }}
      names={query.owner === undefined ? {} : { owner: `Owner: ${ownerName}` }}
    >
      {children}
      <div className={cn("ml-auto flex min-w-0 items-center gap-2", grouped && "max-sm:w-full max-sm:justify-between")}>
        {grouped && <ListTabs filter="group" look="frame" />}
        <Download
          path={path}
          params={listParams(organisationTokenList, query).toString()}
          what="the tokens"
          noun={organisationTokenList.noun}
          count={count}
          size="sm"
          className="w-auto shrink-0 justify-items-end"
        />
      </div>
    </ListSummary>
  );
}
