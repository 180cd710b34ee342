"use client";

import { useList } from "@/components/list/list-state";
import { Button } from "@/components/ui/button";
import type { SavedView } from "@/db/organisation/saved-view";
import { listParams } from "@/lib/list/href";
import { organisationTokenList } from "../list/query";
import { useViewDialog } from "./use-view-dialog";

/** Saves what the list shows as a view; nothing where that is one already, or the list as it opens. */
export function SaveView({ organisationId, views }: { organisationId: string; views: readonly SavedView[] }) {
  const { query } = useList(organisationTokenList);
  const { open, dialog } = useViewDialog(organisationId);
  const params = listParams(organisationTokenList, query).toString();
  return (
    <>
      {params !== "" && views.every((view) => view.query !== params) && (
        <Button
          variant="link"
          className="py-1 text-[0.8125rem] text-muted-foreground"
          onClick={() => open({ type: "save", query: params })}
        >
          Save view
        </Button>
      )}
      {dialog}
    </>
  );
}
