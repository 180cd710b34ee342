"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { listHref, nextOrder, type OrderField } from "@/components/access-token/list/list-query";
import { TableHead } from "@/components/ui/table";
import { ListLink } from "./list-link";
import { useListNavigation } from "./list-navigation";

/** A column's head that sorts. Which way it stands is told by `aria-sort` and an arrow. */
export function SortHead({ field, children }: { field: OrderField; children: string }) {
  const { query } = useListNavigation();
  const { order } = query;
  const sorted = order.field === field;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    <TableHead role="columnheader" aria-sort={sorted ? (order.descending ? "descending" : "ascending") : undefined}>
      <ListLink
        href={listHref(query, { order: nextOrder(order, field) })}
        className="group -mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 transition-colors duration-100 hover:text-foreground aria-[current]:text-foreground"
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
