"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { type Column, ListTable } from "@/components/list/list-table";
import { Time } from "@/components/ui/time";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { OwnerCell } from "./owner-cell";
import { ReachCell } from "./reach-cell";
import { ExpiresCell, LastUsedCell, TokenActions } from "./small-cells";
import { TokenCell } from "./token-cell";

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
      cards="lg"
      sortable={sortable}
      framed={framed}
      // Ended tokens are quieter; their text keeps full contrast.
      rowOf={({ status }) => ({ className: status === "revoked" ? "bg-sunken/50" : undefined })}
    />
  );
}

function columnsFor(seesAll: boolean): Column<OrganisationTokenDetails>[] {
  return [
    {
      head: "Token",
      sort: "label",
      card: "title",
      className: "lg:w-full lg:max-w-0",
      cell: (token) => <TokenCell token={token} />,
    },
    { head: "Owner", sort: "owner", cell: (token) => <OwnerCell token={token} seesAll={seesAll} /> },
    { head: "Reaches", cell: (token) => <ReachCell token={token} /> },
    { head: "Last used", sort: "last_used_at", cell: (token) => <LastUsedCell token={token} /> },
    { head: "Expires", sort: "expiration_date", cell: (token) => <ExpiresCell token={token} /> },
    {
      head: "Rotated",
      sort: "rotated_at",
      cell: ({ rotated_at }) =>
        rotated_at === null ? (
          <span className="text-muted-foreground">Never</span>
        ) : (
          <Time at={rotated_at} tense="past" />
        ),
    },
    {
      head: "Actions",
      headAs: "hidden",
      card: "bare",
      className: "self-end lg:pl-0",
      cell: (token) => <TokenActions token={token} />,
    },
  ];
}
