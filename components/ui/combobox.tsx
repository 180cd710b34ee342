"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";
import { matching } from "./combobox-match";
import { useFieldControl } from "./field-context";
import { Input } from "./input";

type ComboboxProps = {
  /** Name of the form value. */
  name: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly string[];
  /** A second thing to tell about an option, at its right. */
  hint?: (option: string) => string;
  /** What is chosen, for the sentence when nothing matches. */
  noun: string;
  /** Shown while nothing is chosen. */
  placeholder?: string;
};

/**
 * One of many options, found by typing. What was typed and fits nothing is dropped on leaving: the value is always an option.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection)
 */
export function Combobox({ name, value, onChange, options, hint, noun, placeholder }: ComboboxProps) {
  const field = useFieldControl();
  const listId = useId();
  const valueRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<string>();
  const [position, setPosition] = useState(0);
  const open = query !== undefined;
  const shown = open ? matching(options, query) : [];
  const current = shown[Math.min(position, shown.length - 1)];

  useEffect(() => {
    if (open) listRef.current?.children[position]?.scrollIntoView({ block: "nearest" });
  }, [open, position]);

  const show = () => {
    setQuery("");
    setPosition(Math.max(0, options.indexOf(value)));
  };
  const choose = (option: string | undefined) => {
    if (option !== undefined) {
      onChange(option);
      // A script's change of a hidden field is no event, and some listen for those.
      valueRef.current?.dispatchEvent(new Event("input", { bubbles: true }));
    }
    setQuery(undefined);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setPosition((position + step + shown.length) % Math.max(1, shown.length));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(current);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setQuery(undefined);
    }
  };

  return (
    <div className="relative">
      <input ref={valueRef} type="hidden" name={name} value={value} />
      {/* Without a script nothing else can be chosen. */}
      <span className="hidden text-sm noscript:inline">{value}</span>
      <Input
        {...field}
        name={undefined}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && current !== undefined ? `${listId}-${shown.indexOf(current)}` : undefined}
        autoComplete="off"
        spellCheck={false}
        className="pr-9 noscript:hidden"
        value={open ? query : value}
        placeholder={open && value !== "" ? value : placeholder}
        onChange={(event) => {
          // Typed before the page was alive, and left: dropped too.
          if (event.target !== document.activeElement) return;
          setQuery(event.target.value);
          setPosition(0);
        }}
        onClick={() => !open && show()}
        onBlur={() => setQuery(undefined)}
        onKeyDown={onKeyDown}
      />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground noscript:hidden"
      />
      {open && (
        <div
          ref={listRef}
          id={listId}
          role="listbox"
          aria-label="What matches"
          className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-72 overflow-y-auto rounded-lg border bg-raised p-1 shadow-pop"
        >
          {shown.map((option, index) => (
            <div
              key={option}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={option === value}
              className={cn(
                "flex min-h-8 cursor-default items-center justify-between gap-3 rounded-[5px] px-2.5 py-1.5 text-sm pointer-coarse:min-h-11",
                option === current && "bg-hover forced-colors:outline-2 forced-colors:outline-solid",
              )}
              // Before the blur that would close the list.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
              onKeyDown={onKeyDown}
            >
              <span className="truncate">{option}</span>
              {hint && <span className="shrink-0 text-muted-foreground">{hint(option)}</span>}
            </div>
          ))}
          {shown.length === 0 && <p className="px-2.5 py-1.5 text-muted-foreground text-sm">No {noun} matches.</p>}
        </div>
      )}
      <span role="status" className="sr-only">
        {open && query !== "" ? `${shown.length} of ${options.length} match` : ""}
      </span>
    </div>
  );
}
