"use client";

import { ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import { matching } from "./combobox-match";
import { useFieldControl } from "./field-context";
import { Input } from "./input";
import { Listbox, ListboxEmpty, ListboxOption, useListbox } from "./listbox";

type ComboboxProps = {
  /** Name of the form value. */
  name: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly string[];
  /** A second fact about an option, at its right. */
  hint?: (option: string) => string;
  /** What the options are, for the sentence when nothing matches. */
  noun: string;
  /** Shown while nothing is chosen. */
  placeholder?: string;
};

/**
 * One of many options, found by typing. Text that matches nothing is dropped on blur: the value is always an option.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection)
 */
export function Combobox({ name, value, onChange, options, hint, noun, placeholder }: ComboboxProps) {
  const field = useFieldControl();
  const valueRef = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<string>();
  const open = query !== undefined;
  const shown = open ? matching(options, query) : [];
  const { at, setPosition, inputProps, listProps } = useListbox({
    open,
    count: shown.length,
    onOpen: () => show(),
    onClose: () => setQuery(undefined),
    onChoose: (place) => choose(shown[place]),
  });

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

  return (
    <div className="relative">
      <input ref={valueRef} type="hidden" name={name} value={value} />
      {/* Without a script nothing else can be chosen. */}
      <span className="hidden text-sm noscript:inline">{value}</span>
      <Input
        {...field}
        name={undefined}
        {...inputProps}
        className="pr-9 noscript:hidden"
        value={open ? query : value}
        placeholder={open && value !== "" ? value : placeholder}
        onChange={(event) => {
          // Text typed before hydration is dropped on blur too.
          if (event.target !== document.activeElement) return;
          setQuery(event.target.value);
          setPosition(0);
        }}
        onClick={() => !open && show()}
        onBlur={() => setQuery(undefined)}
      />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground noscript:hidden"
      />
      {open && (
        <Listbox {...listProps} className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-72 shadow-pop">
          {shown.map((option, index) => (
            <ListboxOption
              key={option}
              id={`${listProps.id}-${index}`}
              selected={option === value}
              current={index === at}
              onChoose={() => choose(option)}
              className="items-center"
            >
              <span className="truncate">{option}</span>
              {hint && <span className="shrink-0 text-muted-foreground">{hint(option)}</span>}
            </ListboxOption>
          ))}
          {shown.length === 0 && <ListboxEmpty>No {noun} matches.</ListboxEmpty>}
        </Listbox>
      )}
      <span role="status" className="sr-only">
        {open && query !== "" ? `${shown.length} of ${options.length} match` : ""}
      </span>
    </div>
  );
}
