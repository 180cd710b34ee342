"use client";

import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { ListLink } from "@/components/list/list-link";
import { useList } from "@/components/list/list-state";
import { tip } from "@/components/ui/tip";
import type { SavedView } from "@/db/organisation/saved-view";
import { listParams } from "@/lib/list/href";
import { organisationTokenList } from "../list/query";
import { useViewDialog } from "./use-view-dialog";

/** The person's own views of this list: links to each, and what can be done with the one that is shown. */
export function SavedViews({ organisationId, views }: { organisationId: string; views: readonly SavedView[] }) {
  const { query, path } = useList(organisationTokenList);
  const { open, dialog } = useViewDialog(organisationId);
  const params = listParams(organisationTokenList, query).toString();
  const shown = views.find((view) => view.query === params);
  return (
    <>
      <nav
        aria-label="Saved views"
        // The dialog that deletes the last view outlives it.
        hidden={views.length === 0}
        className="mb-3 flex min-h-8 flex-wrap items-center gap-1.5 [&[hidden]]:hidden"
      >
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
                <ViewButton label={`Rename view ${view.name}`} onClick={() => open({ type: "rename", view })}>
                  <Pencil aria-hidden="true" />
                </ViewButton>
                <ViewButton label={`Delete view ${view.name}`} onClick={() => open({ type: "delete", view })}>
                  <Trash2 aria-hidden="true" />
                </ViewButton>
              </>
            )}
          </span>
        ))}
      </nav>
      {dialog}
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
