"use client";

import type { ReactNode } from "react";
import { Download } from "@/components/list/download/download";
import type { Offer } from "@/components/list/filter-control";
import { useList } from "@/components/list/list-state";
import { ListSummary } from "@/components/list/list-summary";
import { ListTabs } from "@/components/list/list-tabs";
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
      {/* On a phone the download stands beside the count, and the tabs have a line of their own. */}
      <div className="ml-auto flex min-w-0 items-center gap-2 max-sm:contents">
        {grouped && <ListTabs filter="group" look="frame" className="max-sm:order-1 max-sm:w-full" />}
        <Download
          path={path}
          params={listParams(organisationTokenList, query).toString()}
          what="the tokens"
          noun={organisationTokenList.noun}
          count={count}
          size="sm"
          className="w-auto shrink-0 justify-items-end max-sm:ml-auto"
        />
      </div>
    </ListSummary>
  );
}
