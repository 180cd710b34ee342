"use client";

import type { ReactNode } from "react";
import { type Column, ListTable } from "@/components/list/list-table";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { MoverState } from "@/db/imported-token/mover";

/** Someone whose tokens were imported. Times are RFC 3339. */
export type Mover = {
  id: string;
  name: string;
  email: string;
  isDeactivated: boolean;
  state: MoverState;
  imported: number;
  own: number;
  lastUsedAt: string | null;
};

const STATES: Record<MoverState, { words: string; variant: "warning" | "neutral" | "active" }> = {
  using: { words: "Still using one", variant: "warning" },
  unused: { words: "Not using one", variant: "neutral" },
  moved: { words: "Moved", variant: "active" },
};

/** Who has moved to tokens of their own, and who still uses an imported one. */
export function MoverTable({ movers, none }: { movers: readonly Mover[]; none: ReactNode }) {
  const columns: Column<Mover>[] = [
    { head: "Person", card: "title", cell: (mover) => <Person mover={mover} /> },
    {
      head: "Progress",
      card: "bare",
      cell: ({ state }) => <Badge variant={STATES[state].variant}>{STATES[state].words}</Badge>,
    },
    { head: "Imported", className: "tabular-nums", cell: ({ imported }) => imported },
    { head: "New", className: "tabular-nums", cell: ({ own }) => own },
    {
      head: "Last used",
      cell: ({ lastUsedAt, state }) =>
        lastUsedAt !== null ? <Time at={lastUsedAt} tense="past" /> : state === "moved" ? "–" : "Never",
    },
  ];
  if (movers.length === 0) return none;
  return <ListTable label="People" columns={columns} rows={movers} keyOf={({ id }) => id} cards="sm" />;
}

function Person({ mover: { name, email, isDeactivated } }: { mover: Mover }) {
  return (
    <div className="min-w-0 sm:min-w-44">
      <p className="break-words font-medium">
        <bdi>{name}</bdi>
      </p>
      {name !== email && <p className="wrap-anywhere text-[0.8125rem] text-muted-foreground">{email}</p>}
      {isDeactivated && <Badge className="mt-1">Account deactivated</Badge>}
    </div>
  );
}
