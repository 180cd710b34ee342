"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";

type ListboxOptions = {
  open: boolean;
  /** How many options are shown. */
  count: number;
  onOpen: () => void;
  onClose: () => void;
  /** What Enter does, with the current option's place; left to the form where it says no. */
  onChoose: (at: number) => void;
  /** Whether Enter with Ctrl or Cmd stays the form's. */
  leavesSubmit?: boolean;
};

/**
 * The options of a text field that is searched by typing: which one is current, and what the keys do.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection)
 */
export function useListbox({ open, count, onOpen, onClose, onChoose, leavesSubmit = false }: ListboxOptions) {
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [position, setPosition] = useState(0);
  const at = Math.min(position, Math.max(0, count - 1));

  useEffect(() => {
    // Options may stand in groups.
    if (open) ref.current?.querySelectorAll("[role=option]")[at]?.scrollIntoView({ block: "nearest" });
  }, [open, at]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return onOpen();
      setPosition((at + (event.key === "ArrowDown" ? 1 : -1) + count) % Math.max(1, count));
    } else if (event.key === "Enter" && !(leavesSubmit && (event.ctrlKey || event.metaKey))) {
      if (!open && !leavesSubmit) return;
      // Enter chooses, and never submits a half-filled form.
      event.preventDefault();
      if (open) onChoose(at);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      onClose();
    }
  };
  const inputProps = {
    role: "combobox",
    "aria-expanded": open,
    "aria-controls": open ? id : undefined,
    "aria-autocomplete": "list",
    "aria-activedescendant": open && count > 0 ? `${id}-${at}` : undefined,
    autoComplete: "off",
    spellCheck: false,
    onKeyDown,
  } as const;
  return { at, setPosition, inputProps, listProps: { id, ref } };
}

/** What matches what was typed. */
export function Listbox({
  id,
  ref,
  className,
  children,
}: {
  id: string;
  ref: React.Ref<HTMLDivElement>;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      ref={ref}
      id={id}
      role="listbox"
      aria-label="What matches"
      className={cn("overflow-y-auto rounded-lg border bg-raised p-1", className)}
    >
      {children}
    </div>
  );
}

/** One option. `selected` is what is chosen already; `current` what Enter would choose. */
export function ListboxOption({
  id,
  selected,
  current,
  onChoose,
  onPoint,
  className,
  children,
}: {
  id: string;
  selected: boolean;
  current: boolean;
  onChoose: () => void;
  /** The pointer moves over it. */
  onPoint?: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={cn(
        "flex min-h-8 cursor-default justify-between gap-3 rounded-[5px] px-2.5 py-1.5 text-sm pointer-coarse:min-h-11",
        current && "bg-hover forced-colors:outline-2 forced-colors:outline-solid",
        className,
      )}
      // Before the blur that would close the list.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onChoose}
      onKeyDown={(event) => event.key === "Enter" && onChoose()}
    >
      {children}
    </div>
  );
}

/** Where nothing matches. */
export function ListboxEmpty({ children }: { children: ReactNode }) {
  return <p className="px-2.5 py-1.5 text-muted-foreground text-sm">{children}</p>;
}
