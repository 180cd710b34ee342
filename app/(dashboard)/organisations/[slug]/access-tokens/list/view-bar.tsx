"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { ListLink, useListNavigation } from "./list-navigation";
import { type Group, listHref, listParams, listPath } from "./query";

const VIEWS: readonly { group: Group | undefined; words: string }[] = [
  { group: undefined, words: "List" },
  { group: "application", words: "By application" },
  { group: "team", words: "By team" },
  { group: "workflow", words: "By workflow" },
];

/** How the tokens are shown, how many there are, and the way to take them away as a file. */
export function ViewBar({ count, grouped }: { count: number; grouped: boolean }) {
  const { slug, query } = useListNavigation();
  const params = listParams(query);
  const href = (format: string) => {
    const all = new URLSearchParams(params);
    all.set("format", format);
    return `${listPath(slug)}/download?${all}`;
  };
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      {grouped && (
        <nav aria-label="View" className="flex flex-wrap rounded-md border bg-surface p-0.5 max-sm:w-full">
          {VIEWS.map(({ group, words }) => (
            <ListLink
              key={words}
              href={listHref(slug, query, { group })}
              aria-current={query.group === group ? "true" : undefined}
              className="flex h-7 items-center whitespace-nowrap rounded-[5px] px-2.5 text-[0.8125rem] text-muted-foreground hover:text-foreground aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-foreground pointer-coarse:h-10"
            >
              {words}
            </ListLink>
          ))}
        </nav>
      )}
      <p role="status" className="text-[0.8125rem] text-muted-foreground tabular-nums">
        {count.toLocaleString("en")} {count === 1 ? "token" : "tokens"}
      </p>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="sm" disabled={count === 0} className="ml-auto">
            <Download aria-hidden="true" /> Download
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-56">
          <DropdownMenuItem asChild>
            <a href={href("csv")} download>
              CSV, for a spreadsheet
            </a>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href={href("ndjson")} download>
              NDJSON, for a program
            </a>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
