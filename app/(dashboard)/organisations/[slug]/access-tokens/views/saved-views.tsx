"use client";

import { Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { ListLink } from "@/components/list/list-link";
import { useList } from "@/components/list/list-state";
import { Button } from "@/components/ui/button";
import { tip } from "@/components/ui/tip";
import { useLater } from "@/components/ui/use-later";
import type { SavedView } from "@/db/organisation/saved-view";
import { listParams } from "@/lib/list/href";
import { organisationTokenList } from "../list/query";
import type { ViewChange } from "./view-change";

const loadDialog = () => import("./view-dialog");

/** The person's own views of this list: links to each, and what can be done with the one that is shown. */
export function SavedViews({ organisationId, views }: { organisationId: string; views: readonly SavedView[] }) {
  const { query, path } = useList(organisationTokenList);
  const [change, setChange] = useState<ViewChange>();
  const close = useCallback(() => setChange(undefined), []);
  const later = useLater(loadDialog, change !== undefined, close);
  const params = listParams(organisationTokenList, query).toString();
  const shown = views.find((view) => view.query === params);
  if (views.length === 0 && params === "") return null;
  return (
    <>
      <nav aria-label="Saved views" className="mb-3 flex min-h-8 flex-wrap items-center gap-1.5">
        {views.map((view) => (
          <span
            key={view.id}
            className="inline-flex min-w-0 max-w-full items-center rounded-full border text-[0.8125rem] has-[[aria-current]]:border-foreground/60 has-[[aria-current]]:bg-hover"
          >
            <ListLink
              href={`${path}?${view.query}`}
              aria-current={view === shown ? "page" : undefined}
              className="min-w-0 truncate rounded-full px-3 py-1 text-muted-foreground leading-5 hover:text-foreground aria-[current]:font-medium aria-[current]:text-foreground"
            >
              <bdi>{view.name}</bdi>
            </ListLink>
            {view === shown && (
              <>
                <ViewButton label={`Rename view ${view.name}`} onClick={() => setChange({ type: "rename", view })}>
                  <Pencil aria-hidden="true" />
                </ViewButton>
                <ViewButton label={`Delete view ${view.name}`} onClick={() => setChange({ type: "delete", view })}>
                  <Trash2 aria-hidden="true" />
                </ViewButton>
              </>
            )}
          </span>
        ))}
        {shown === undefined && params !== "" && (
          <Button
            size="sm"
            variant="ghost"
            className="h-7 px-2 text-muted-foreground hover:text-foreground"
            onClick={() => setChange({ type: "save", query: params })}
          >
            Save view
          </Button>
        )}
      </nav>
      {later && change && <later.ViewDialog organisationId={organisationId} change={change} close={close} />}
    </>
  );
}

function ViewButton({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      {...tip(label.startsWith("Rename") ? "Rename" : "Delete")}
      onClick={onClick}
      className="flex size-7 shrink-0 items-center justify-center rounded-full text-muted-foreground last:mr-0.5 hover:text-foreground pointer-coarse:size-9 [&_svg]:size-3.5"
    >
      {children}
    </button>
  );
}
