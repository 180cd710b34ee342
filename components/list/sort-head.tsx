"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { TableHead } from "@/components/ui/table";
import { nextOrder } from "@/lib/list/href";
import { ListLink } from "./list-link";
import { useAnyList } from "./list-state";

/** A column's head that sorts. Which way it stands is told by `aria-sort`, an arrow and its weight. */
export function SortHead({
  field,
  className,
  children,
}: {
  field: string;
  className?: string | undefined;
  children: string;
}) {
  const { list, query, href } = useAnyList();
  const { order } = query;
  if (order === undefined) throw new Error(`${list.name} cannot be sorted`);
  const sorted = order.field === field;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  const direction = order.descending ? "descending" : "ascending";
  return (
    <TableHead role="columnheader" aria-sort={sorted ? direction : undefined} className={className}>
      <ListLink
        href={href({ order: nextOrder(list, order, field) })}
        className="group -mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 transition-colors duration-100 hover:text-foreground aria-[current]:font-semibold aria-[current]:text-foreground"
        aria-current={sorted ? "true" : undefined}
      >
        {children}
        <Arrow
          aria-hidden="true"
          className={sorted ? "size-3.5" : "size-3.5 opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50"}
        />
      </ListLink>
    </TableHead>
  );
}
