"use client";

import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { useListNavigation } from "./list-navigation";
import { SortHead } from "./sort-head";
import { TokenRow } from "./token-row";

/**
 * The tokens as a table; on a narrow window each row becomes a card, and the roles are written out since some browsers forget that
 * a table laid out otherwise is one. `sortable={false}`: the order is not to be chosen, as inside of a group.
 */
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
  const { pending } = useListNavigation();
  const head = (field: Parameters<typeof SortHead>[0]["field"], words: string) =>
    sortable ? <SortHead field={field}>{words}</SortHead> : <TableHead role="columnheader">{words}</TableHead>;
  return (
    <div aria-busy={pending} className={cn("transition-opacity duration-150", pending && "opacity-60")}>
      <Table role="table" aria-label={label} framed={framed} className="max-lg:block">
        <TableHeader role="rowgroup" className="max-lg:hidden">
          <TableRow role="row" className="hover:bg-transparent">
            {head("label", "Token")}
            {head("owner", "Owner")}
            <TableHead role="columnheader">Reaches</TableHead>
            {head("last_used_at", "Last used")}
            {head("expiration_date", "Expires")}
            {head("rotated_at", "Rotated")}
            <TableHead role="columnheader">
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody role="rowgroup" className="max-lg:block">
          {tokens.map((token) => (
            <TokenRow key={token.uuid} token={token} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
