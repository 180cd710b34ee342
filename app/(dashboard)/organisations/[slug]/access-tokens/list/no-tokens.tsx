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
      <EmptyState title={seesAll ? "No tokens yet" : "You have no tokens here"}>
        {seesAll
          ? "Personal and organisation tokens with access to the organisation will appear here."
          : "Create a personal token in your account, or ask an owner or admin for a team token."}
      </EmptyState>
    );
  }
  return (
    <NoMatches
      title="No token matches"
      searched={["Nothing has", "in it"]}
      otherwise="None of the tokens you can see here match."
      view={{ status: "active" }}
      {...(query.status === "all" ? {} : { wider: { words: "Search all tokens", view: { status: "all" } } })}
    />
  );
}
