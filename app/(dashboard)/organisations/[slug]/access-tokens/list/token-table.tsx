"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { type Column, ListTable } from "@/components/list/list-table";
import { SortHead } from "@/components/list/sort-head";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { purposeLabel } from "@/lib/access-token/labels";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { OwnerCell } from "./owner-cell";
import { ReachCell } from "./reach-cell";
import { ExpiresCell, LastUsedCell } from "./small-cells";
import { labelIdOf, TokenCell } from "./token-cell";
import { OrganisationTokenMenu } from "./token-menu";

/** The tokens as a table. `sortable={false}`: the order is not to be chosen, as inside of a group. */
export function TokenTable({
  tokens,
  label = "Access tokens",
  sortable = true,
  framed = true,
}: {
  tokens: readonly OrganisationTokenDetails[];
  label?: string;
  sortable?: boolean;
  framed?: boolean;
}) {
  const { seesAll } = useTokenDialogs();
  return (
    <ListTable
      label={label}
      columns={columnsFor(seesAll)}
      rows={tokens}
      keyOf={({ uuid }) => uuid}
      cards="lines"
      sortHead={sortable ? SortHead : undefined}
      framed={framed}
      // Ended tokens are quieter; their text keeps full contrast.
      rowOf={({ status }) => ({ className: `@max-3xl:pl-4 ${status === "revoked" ? "bg-sunken/50" : ""}` })}
    />
  );
}

function columnsFor(seesAll: boolean): Column<OrganisationTokenDetails>[] {
  return [
    {
      head: "Token",
      sort: "label",
      card: "title",
      line: "title",
      cell: (token) => <TokenCell token={token} />,
    },
    {
      head: "Status",
      card: "bare",
      line: "status_only",
      cell: ({ status }) => <Status tone={status} className="text-[0.8125rem]" />,
    },
    {
      head: "Owner",
      sort: "owner",
      card: "bare",
      line: "fact",
      headClassName: "w-36",
      cell: (token) => <OwnerCell token={token} seesAll={seesAll} />,
    },
    { head: "Purpose", card: "bare", line: "fact_only", cell: ({ purpose }) => purposeLabel(purpose) },
    { head: "Reaches", headClassName: "w-38", cell: (token) => <ReachCell token={token} /> },
    {
      head: "Last used",
      sort: "last_used_at",
      card: "bare",
      line: "fact",
      headClassName: "w-32",
      cell: (token) => <LastUsedCell token={token} />,
    },
    {
      head: "Expires",
      sort: "expiration_date",
      line: "fact",
      headClassName: "w-36",
      cell: (token) => <ExpiresCell token={token} />,
    },
    {
      head: "Created",
      sort: "created_at",
      from: "60rem",
      headClassName: "w-28",
      cell: ({ created_at }) => <Time at={created_at} tense="past" className="text-muted-foreground" />,
    },
    {
      head: "Actions",
      headAs: "hidden",
      headClassName: "w-13",
      card: "bare",
      line: "after",
      cell: (token) => <OrganisationTokenMenu token={token} labelId={labelIdOf(token)} />,
    },
  ];
}
