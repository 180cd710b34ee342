"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { LastUsedJson } from "@/lib/access-token/usage/last-used";
import { useListNavigation } from "./list-navigation";
import { SortHead } from "./sort-head";
import { TokenRow } from "./token-row";

/**
 * The tokens as a table; on a narrow window each row becomes a card, and the roles are written out since some browsers
 * forget that a table laid out otherwise is one.
 */
export function TokenTable({
  tokens,
  limits,
  blocked,
  lastUsed,
  daily,
  selected,
  onSelect,
}: {
  tokens: readonly TokenDetailsJson[];
  limits: ReadonlyMap<string, readonly ReachChoice[]>;
  blocked: ReadonlyMap<string, readonly string[]>;
  lastUsed: ReadonlyMap<string, LastUsedJson>;
  daily: ReadonlyMap<string, readonly number[]>;
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}) {
  const { pending } = useListNavigation();
  const selectable = tokens.filter((token) => token.status !== "revoked");
  const allSelected = selectable.length > 0 && selectable.every(({ uuid }) => selected.has(uuid));
  const toggle = (uuid: string) => {
    const next = new Set(selected);
    if (!next.delete(uuid)) next.add(uuid);
    onSelect(next);
  };
  return (
    <div aria-busy={pending} className={cn("transition-opacity duration-150", pending && "opacity-60")}>
      <Table role="table" aria-label="Access tokens" className="max-lg:block">
        <TableHeader role="rowgroup" className="max-lg:hidden">
          <TableRow role="row" className="hover:bg-transparent">
            <TableHead role="columnheader" className="w-10 pr-0">
              <Checkbox
                className="align-middle noscript:invisible"
                aria-label="Select all on this page"
                checked={allSelected}
                autoComplete="off"
                indeterminate={!allSelected && selected.size > 0}
                disabled={selectable.length === 0}
                onChange={() => onSelect(allSelected ? new Set() : new Set(selectable.map(({ uuid }) => uuid)))}
              />
            </TableHead>
            <SortHead field="label">Label</SortHead>
            <SortHead field="purpose">Purpose</SortHead>
            <SortHead field="status">Status</SortHead>
            <TableHead role="columnheader">Scopes and reach</TableHead>
            <SortHead field="last_used_at">Last used</SortHead>
            <SortHead field="expiration_date">Expires</SortHead>
            <TableHead role="columnheader">
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody role="rowgroup" className="max-lg:block">
          {tokens.map((token) => (
            <TokenRow
              key={token.uuid}
              token={token}
              limits={limits.get(token.uuid)}
              blockedBy={blocked.get(token.uuid)}
              live={lastUsed.get(token.uuid)}
              daily={daily.get(token.uuid)}
              selected={selected.has(token.uuid)}
              onToggle={() => toggle(token.uuid)}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
