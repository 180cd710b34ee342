"use client";

import { ChevronRight } from "lucide-react";
import { ListLink } from "@/components/list/list-link";
import { useList } from "@/components/list/list-state";
import { NoMatches } from "@/components/list/no-matches";
import { EmptyState } from "@/components/ui/empty-state";
import { isFiltered } from "@/lib/list/href";
import type { TokenGroup } from "@/lib/organisation/token/group";
import { type Group, organisationTokenList } from "./query";
import { TokenTable } from "./token-table";

// With more groups than this, all begin closed: open ones would push each other out of sight.
const OPEN_AT_MOST = 6;

const NONE: Record<Group, string> = {
  application: "No application",
  team: "No team",
  workflow: "No workflow",
};

/** The organisation's tokens by what they are assigned to; each group opens and closes by click, Enter and Space. */
export function Groups({ groups, by }: { groups: readonly TokenGroup[]; by: Group }) {
  const { query, href } = useList(organisationTokenList);
  if (groups.length === 0) {
    return isFiltered(organisationTokenList, query) || query.status !== "active" ? (
      <NoMatches
        title="No token matches"
        searched={["No organisation token has", "in it"]}
        otherwise="No organisation token matches these filters."
        view={{ status: "active" }}
      />
    ) : (
      <EmptyState title="No organisation tokens yet">
        Tokens that belong to the organisation rather than a person are grouped here by what they’re assigned to.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-3">
      {groups.map(({ value, name, count, tokens }) => (
        <details key={value ?? ""} open={groups.length <= OPEN_AT_MOST} className="group rounded-lg border bg-surface">
          <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-lg px-4 py-2 text-sm hover:bg-hover/40 [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden="true"
              className="size-4 shrink-0 text-muted-foreground transition-transform duration-100 group-open:rotate-90 motion-reduce:transition-none"
            />
            <bdi
              className={
                value === null ? "min-w-0 break-words text-muted-foreground" : "min-w-0 break-words font-medium"
              }
            >
              {value === null ? NONE[by] : (name ?? "No longer there")}
            </bdi>
            <span className="ml-auto shrink-0 text-muted-foreground tabular-nums">
              {count} {count === 1 ? "token" : "tokens"}
            </span>
          </summary>
          <div className="border-t">
            <TokenTable
              tokens={tokens}
              label={`Access tokens: ${value === null ? NONE[by] : (name ?? "No longer there")}`}
              sortable={false}
              framed={false}
            />
            {count > tokens.length && value !== null && (
              <p className="border-t px-4 py-3 text-sm">
                <ListLink
                  className="link"
                  href={href({ group: undefined, assigned: `${by}:${value}`, kind: "organisation" })}
                >
                  Show all {count}
                </ListLink>
              </p>
            )}
            {count > tokens.length && value === null && (
              <p className="border-t px-4 py-3 text-sm">
                <ListLink className="link" href={href({ group: undefined, kind: "organisation" })}>
                  Show all of the organisation’s tokens
                </ListLink>
              </p>
            )}
          </div>
        </details>
      ))}
    </div>
  );
}
