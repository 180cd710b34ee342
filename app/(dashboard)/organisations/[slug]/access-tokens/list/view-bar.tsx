"use client";

import { Download } from "@/components/list/download";
import { ListCount } from "@/components/list/list-count";
import { useList } from "@/components/list/list-state";
import { ListTabs } from "@/components/list/list-tabs";
import { listParams } from "@/lib/list/href";
import { organisationTokenList } from "./query";

/** How the tokens are shown, how many there are, and the download. */
export function ViewBar({ count, grouped }: { count: number; grouped: boolean }) {
  const { path, query } = useList(organisationTokenList);
  const { noun } = organisationTokenList;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      {grouped && <ListTabs filter="group" look="frame" />}
      <ListCount count={count} noun={noun} />
      <Download
        path={path}
        params={listParams(organisationTokenList, query).toString()}
        what="the tokens"
        noun={noun}
        count={count}
        size="sm"
        className="ml-auto w-auto justify-items-end"
      />
    </div>
  );
}
