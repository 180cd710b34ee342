"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Pagination } from "@/components/ui/pagination";
import { useAnyList } from "./list-state";

/** The rows of a list, which fade while newer ones come. Tables inside may go by its width (`lines`). */
export function ListRows({ children }: { children: ReactNode }) {
  const { pending } = useAnyList();
  return (
    <div aria-busy={pending} className={cn("@container transition-opacity duration-150", pending && "opacity-60")}>
      {children}
    </div>
  );
}

/** Which of the rows these are, with links to the others. */
export function ListPages({ count }: { count: number }) {
  const { list, query, href } = useAnyList();
  if (list.pages === "log") throw new Error(`the pages of ${list.name} have no numbers`);
  return (
    <div className="mt-4">
      <Pagination
        page={query.page}
        pageSize={list.pages}
        count={count}
        noun={list.noun.many}
        hrefFor={(page) => href({ page })}
      />
    </div>
  );
}
