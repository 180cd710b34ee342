"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { TableHead } from "@/components/ui/table";
import { ListLink, useListNavigation } from "./list-navigation";
import { listHref, nextOrder, type OrderField } from "./query";

/** A column's head that sorts. Which way it stands is told by `aria-sort` and an arrow. */
export function SortHead({ field, children }: { field: OrderField; children: string }) {
  const { slug, query } = useListNavigation();
  const sorted = query.order.field === field;
  const Arrow = query.order.descending ? ArrowDown : ArrowUp;
  const direction = query.order.descending ? "descending" : "ascending";
  return (
    <TableHead role="columnheader" aria-sort={sorted ? direction : undefined}>
      <ListLink
        href={listHref(slug, query, { order: nextOrder(query.order, field) })}
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
