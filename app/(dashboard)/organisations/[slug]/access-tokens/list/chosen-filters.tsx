"use client";

import { X } from "lucide-react";
import { ListLink } from "@/components/list/list-link";
import { useList } from "@/components/list/list-state";
import { Button } from "@/components/ui/button";
import { isFiltered, withoutFilters } from "@/lib/list/href";
import { organisationTokenList } from "./query";

/** Shows whose tokens are listed, which no select does, and clears all filters. */
export function ChosenFilters({ ownerName = "one person" }: { ownerName: string | undefined }) {
  const { query, href } = useList(organisationTokenList);
  if (!isFiltered(organisationTokenList, query)) return null;
  return (
    <div className="-mt-1 mb-4 flex flex-wrap items-center gap-2 text-sm">
      {query.owner !== undefined && (
        <Button asChild size="sm">
          <ListLink href={href({ owner: undefined })} aria-label={`Not only of ${ownerName}`}>
            Of <bdi>{ownerName}</bdi> <X aria-hidden="true" />
          </ListLink>
        </Button>
      )}
      <ListLink href={href(withoutFilters(organisationTokenList))} className="link text-muted-foreground">
        Clear filters
      </ListLink>
    </div>
  );
}
