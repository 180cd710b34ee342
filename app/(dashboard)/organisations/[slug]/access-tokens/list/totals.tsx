"use client";

import { ListLink } from "@/components/list/list-link";
import { useList } from "@/components/list/list-state";
import { cn } from "@/components/ui/cn";
import { withoutFilters } from "@/lib/list/href";
import type { OrganisationTokenTotals } from "@/lib/organisation/token/list";
import { type OrganisationTokenQuery, organisationTokenList } from "./query";

type Item = { words: string; count: number; change: Partial<OrganisationTokenQuery>; urgent?: true; over?: string };

/**
 * How many active tokens reach the organisation, and how many of them need attention. For those who see them all, each number
 * is a link.
 */
export function Totals({ totals, seesAll }: { totals: OrganisationTokenTotals; seesAll: boolean }) {
  const { href } = useList(organisationTokenList);
  const { personal, organisation, attention } = totals;
  const items: Item[] = [
    { words: "Personal", count: personal.active, change: { kind: "personal" }, over: endedMessage(personal) },
    {
      words: "Organisation",
      count: organisation.active,
      change: { kind: "organisation" },
      over: endedMessage(organisation),
    },
    ...(attention !== undefined
      ? ([
          { words: "Full access", count: attention.allAccess, change: { reach: "all" } },
          { words: "Never expire", count: attention.neverExpires, change: { expires: "never" } },
          // Shown only where there are any.
          ...(attention.seenByFormer > 0
            ? [
                {
                  words: "Secret known to someone who left",
                  count: attention.seenByFormer,
                  change: { known: "former" as const },
                  urgent: true as const,
                },
              ]
            : []),
          { words: "Blocked", count: attention.blocked, change: { access: "blocked" }, urgent: true },
          { words: "Withdrawn", count: attention.withdrawn, change: { access: "withdrawn" } },
        ] as const)
      : []),
  ];
  return (
    <dl
      aria-label="Active tokens"
      className={cn(
        "mb-5 grid gap-px overflow-hidden rounded-lg border bg-border lg:flex",
        seesAll ? "grid-cols-3" : "grid-cols-2",
      )}
    >
      {items.map(({ words, count, change, urgent, over }) => (
        <div key={words} className="relative flex flex-1 flex-col-reverse justify-end bg-surface px-3 py-2.5 sm:px-4">
          <dt className="text-[0.8125rem] text-muted-foreground leading-5">
            {seesAll ? (
              <ListLink
                href={href({ ...withoutFilters(organisationTokenList), status: "active", group: undefined, ...change })}
                className="after:absolute after:inset-0 hover:text-foreground"
              >
                {words}
              </ListLink>
            ) : (
              <>
                {words}, active
                <span className="block sm:inline">
                  <span className="max-sm:hidden"> · </span>
                  {over}
                </span>
              </>
            )}
          </dt>
          <dd
            className={`font-semibold text-lg tabular-nums leading-7 ${urgent && count > 0 ? "text-danger-text" : ""}`}
          >
            {count.toLocaleString("en")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

// Members see these numbers without the tokens: nothing else tells them of those that are over.
function endedMessage({ expired, revoked }: OrganisationTokenTotals["personal"]): string {
  return `${expired} expired · ${revoked} revoked`;
}
