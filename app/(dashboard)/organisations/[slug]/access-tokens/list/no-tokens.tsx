"use client";

import { useList } from "@/components/list/list-state";
import { NoMatches } from "@/components/list/no-matches";
import { EmptyState } from "@/components/ui/empty-state";
import { isFiltered } from "@/lib/list/href";
import { organisationTokenList } from "./query";

/** Why the list is empty: nothing reaches the organisation, or nothing matches. */
export function NoTokens({ seesAll }: { seesAll: boolean }) {
  const { query } = useList(organisationTokenList);
  if (!isFiltered(organisationTokenList, query) && query.status === "active") {
    return (
      <EmptyState title={seesAll ? "No token reaches the organisation" : "No token of yours reaches the organisation"}>
        {seesAll
          ? "Once somebody here makes a personal token, or the organisation gets one of its own, it stands here."
          : "Make a personal token on your own page, or ask an owner or admin for one of your team."}
      </EmptyState>
    );
  }
  return (
    <NoMatches
      title="No token matches"
      searched={["Nothing has", "in it"]}
      otherwise="None of the tokens that you see here is like that."
      view={{ status: "active" }}
      {...(query.status === "all" ? {} : { wider: { words: "Search all tokens", view: { status: "all" } } })}
    />
  );
}
