"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { includes, type ReachChoice, reachKey } from "@/lib/access-token/form/reach";
import { useReachable } from "./use-reachable";

/**
 * Find an organisation, application or environment by typing, and choose it; the field is then free for the next one.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection)
 */
export function ReachSearch({
  organisation,
  chosen,
  whose,
  onChoose,
}: {
  organisation: string | undefined;
  chosen: readonly ReachChoice[];
  /** `you can`, `Harbour Studio has`: for the sentence when there is nothing. */
  whose: string;
  onChoose: (choice: ReachChoice) => void;
}) {
  const listId = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState(false);
  const [position, setPosition] = useState(0);
  const { data = [], isFetching, isError } = useReachable(search, organisation, open);
  const shown = data.filter((option) => !chosen.some((choice) => includes(choice, option)));
  const at = Math.min(position, Math.max(0, shown.length - 1));

  useEffect(() => {
    if (open) listRef.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [open, at]);

  const choose = (option: ReachChoice | undefined) => {
    if (option === undefined) return;
    onChoose(option);
    setSearch("");
    setPosition(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setOpen(true);
      setPosition((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % Math.max(1, shown.length));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      // It chooses, and never sends half a form.
      event.preventDefault();
      if (open) choose(shown[at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="grid gap-1">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          role="combobox"
          aria-label="Add an organisation, application or environment"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={open && shown.length > 0 ? `${listId}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          className="pl-9"
          placeholder="Find an application or environment…"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPosition(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      {open && (
        <div
          ref={listRef}
          id={listId}
          role="listbox"
          aria-label="What matches"
          className="max-h-56 overflow-y-auto rounded-lg border bg-raised p-1"
        >
          {shown.map((option, index) => (
            <Option
              key={reachKey(option)}
              id={`${listId}-${index}`}
              option={option}
              current={index === at}
              onChoose={() => choose(option)}
            />
          ))}
          {shown.length === 0 && (
            <p className="px-2.5 py-1.5 text-muted-foreground text-sm">
              {emptyWords(search, whose, { isFetching, isError })}
            </p>
          )}
        </div>
      )}
      <span role="status" className="sr-only">
        {open && search !== "" && !isFetching ? `${shown.length} match` : ""}
      </span>
    </div>
  );
}

function Option({
  id,
  option,
  current,
  onChoose,
}: {
  id: string;
  option: ReachChoice;
  current: boolean;
  onChoose: () => void;
}) {
  const [last, ...above] = [...option.names].reverse();
  const kind =
    option.application === null ? "organisation" : option.environment === null ? "application" : "environment";
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      className={cn(
        "flex min-h-8 cursor-default items-baseline justify-between gap-3 rounded-[5px] px-2.5 py-1.5 text-sm pointer-coarse:min-h-11",
        current && "bg-hover forced-colors:outline-2 forced-colors:outline-solid",
      )}
      // Before the blur that would close the list.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={(event) => event.key === "Enter" && onChoose()}
    >
      <span className="min-w-0 break-words">
        {above.length > 0 && <span className="text-muted-foreground">{[...above].reverse().join(" › ")} › </span>}
        {last}
      </span>
      <span className="shrink-0 text-muted-foreground text-xs">{kind}</span>
    </div>
  );
}

function emptyWords(
  search: string,
  whose: string,
  { isFetching, isError }: { isFetching: boolean; isError: boolean },
): string {
  if (isError) return "The list could not be read. Type again to try once more.";
  if (isFetching) return "Looking…";
  return search.trim() === "" ? `There is nothing more that ${whose}.` : "Nothing matches, or it is chosen already.";
}
