"use client";

import { cn } from "@/components/ui/cn";
import type { Option } from "@/lib/list/definition";
import { filterValue } from "@/lib/list/href";
import { ListLink } from "./list-link";
import { useAnyList } from "./list-state";

const LOOKS = {
  line: {
    nav: "gap-1 overflow-x-auto border-b sm:gap-2",
    tab: "-mb-px h-9 gap-1.5 border-transparent border-b-2 px-1.5 text-sm transition-colors duration-100 first:pl-0 focus-visible:-outline-offset-2 aria-[current]:border-active pointer-coarse:h-11",
    words: "font-medium",
  },
  frame: {
    nav: "min-w-0 overflow-x-auto rounded-md border bg-surface p-0.5",
    tab: "h-7 rounded-[5px] px-2.5 text-[0.8125rem] aria-[current]:bg-hover aria-[current]:font-medium pointer-coarse:h-10",
    words: undefined,
  },
};

/**
 * A filter of the list as links, one for each thing that it can say.
 * @param counts how many rows there are of each, by its value; that of the filter left out is under ""
 */
export function ListTabs({
  filter: name,
  counts,
  look = "line",
  className,
}: {
  filter: string;
  counts?: Readonly<Record<string, number>>;
  look?: keyof typeof LOOKS;
  className?: string;
}) {
  const { list, query, href } = useAnyList();
  const filter = list.filters[name];
  if (filter?.kind !== "choice") throw new Error(`${list.name} has nothing to choose named ${name}`);
  const tabs: readonly (Option | { value: undefined; words: string })[] = [
    ...(filter.every === undefined ? [] : [{ value: undefined, words: filter.every }]),
    ...filter.options,
  ];
  return (
    <nav aria-label={filter.label} className={cn("flex", LOOKS[look].nav, className)}>
      {tabs.map(({ value, words }) => (
        <ListLink
          key={words}
          href={href({ [name]: value })}
          aria-current={filterValue(query, name) === value ? "page" : undefined}
          className={cn(
            "flex items-center whitespace-nowrap text-muted-foreground hover:text-foreground aria-[current]:text-foreground",
            LOOKS[look].tab,
          )}
        >
          <span className={LOOKS[look].words}>{words}</span>
          {counts !== undefined && <span className="text-[0.8125rem] tabular-nums">{counts[value ?? ""]}</span>}
        </ListLink>
      ))}
    </nav>
  );
}
