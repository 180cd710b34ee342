"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ListLink, useListNavigation } from "./list-navigation";
import { isFiltered, listHref, NO_FILTERS } from "./query";

/** Why the list is empty: nothing reaches the organisation, or nothing matches. */
export function NoTokens({ seesAll }: { seesAll: boolean }) {
  const { slug, query } = useListNavigation();
  if (!isFiltered(query) && query.status === "active") {
    return (
      <EmptyState title={seesAll ? "No token reaches the organisation" : "No token of yours reaches the organisation"}>
        {seesAll
          ? "Once somebody here makes a personal token, or the organisation gets one of its own, it stands here."
          : "Make a personal token on your own page, or ask an owner or admin for one of your team."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No token matches"
      action={
        <Button asChild>
          <ListLink href={listHref(slug, query, { ...NO_FILTERS, status: "active" })}>Clear filters</ListLink>
        </Button>
      }
    >
      {query.search === "" ? (
        "None of the tokens that you see here is like that."
      ) : (
        <>
          Nothing has <bdi className="break-words font-medium text-foreground">{query.search}</bdi> in it
          {isFiltered({ ...query, search: "" }) ? " with these filters" : ""}.
        </>
      )}
    </EmptyState>
  );
}
