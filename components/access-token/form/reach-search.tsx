"use client";

import { Search } from "lucide-react";
import { useId, useRef, useState } from "react";
import { SecretNotice } from "@/components/form/secret-notice";
import { Input } from "@/components/ui/input";
import { Listbox, ListboxEmpty, ListboxOption, useListbox } from "@/components/ui/listbox";
import { includes, type ReachChoice, reachKey } from "@/lib/access-token/form/reach";
import { holdsSecret, holdsTokenSecret } from "@/lib/access-token/secret/format";
import { useOpenDialog } from "../dialogs/dialog-context";
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
  /** `you can access`, `Harbour Studio has`: for the sentence when there is nothing. */
  whose: string;
  onChoose: (choice: ReachChoice) => void;
}) {
  const [search, setSearch] = useState("");
  const [isOpen, setOpen] = useState(false);
  const isSecret = holdsSecret(search);
  const open = isOpen && !isSecret;
  const openDialog = useOpenDialog();
  const noticeId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { data = [], isFetching, isError } = useReachable(search, organisation, open);
  const shown = data.filter((option) => !chosen.some((choice) => includes(choice, option)));
  const { at, setPosition, inputProps, listProps } = useListbox({
    open,
    count: shown.length,
    onOpen: () => setOpen(true),
    onClose: () => setOpen(false),
    onChoose: (place) => choose(shown[place]),
    leavesSubmit: true,
  });
  const choose = (option: ReachChoice | undefined) => {
    if (option === undefined) return;
    onChoose(option);
    setSearch("");
    setPosition(0);
  };
  return (
    <div className="grid gap-1">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          {...inputProps}
          ref={input}
          aria-describedby={isSecret ? noticeId : undefined}
          aria-label="Add an organisation, application or environment"
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
        />
      </div>
      {open && (
        <Listbox {...listProps} className="max-h-56">
          {shown.map((option, index) => (
            <ListboxOption
              key={reachKey(option)}
              id={`${listProps.id}-${index}`}
              selected={index === at}
              current={index === at}
              onChoose={() => choose(option)}
              className="items-baseline"
            >
              <ReachOption option={option} />
            </ListboxOption>
          ))}
          {shown.length === 0 && <ListboxEmpty>{emptyMessage(search, whose, { isFetching, isError })}</ListboxEmpty>}
        </Listbox>
      )}
      <div role="status">
        {isSecret && (
          <SecretNotice
            id={noticeId}
            state={holdsTokenSecret(search) ? "in field" : "webhook's in field"}
            onFind={() => {
              // The dialog gives the focus back to what has it now.
              input.current?.focus();
              setSearch("");
              openDialog({ type: "find", pasted: search });
            }}
          />
        )}
      </div>
      <span role="status" className="sr-only">
        {open && search !== "" && !isFetching ? `${shown.length} match` : ""}
      </span>
    </div>
  );
}

function ReachOption({ option }: { option: ReachChoice }) {
  const [last, ...above] = [...option.names].reverse();
  const kind =
    option.application === null ? "organisation" : option.environment === null ? "application" : "environment";
  return (
    <>
      <span className="min-w-0 break-words">
        {above.length > 0 && <span className="text-muted-foreground">{[...above].reverse().join(" › ")} › </span>}
        {last}
      </span>
      <span className="shrink-0 text-muted-foreground text-xs">{kind}</span>
    </>
  );
}

function emptyMessage(
  search: string,
  whose: string,
  { isFetching, isError }: { isFetching: boolean; isError: boolean },
): string {
  if (isError) return "The list couldn’t be loaded. Type again to retry.";
  if (isFetching) return "Looking…";
  return search.trim() === "" ? `Nothing else that ${whose}.` : "No matches, or already chosen.";
}
