"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

const TYPING_MS = 300;

/** The field `q` of a form of filters. `onTyped` is called when the typing has paused, and never after the field is gone. */
export function SearchField({
  label,
  placeholder,
  value,
  onTyped,
  className,
}: {
  label: string;
  placeholder: string;
  value: string;
  onTyped: () => void;
  className?: string;
}) {
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = input.current?.form;
    // Whoever sends the form or chooses another filter sends along what was typed.
    const stop = (event: Event) => event.target !== input.current && clearTimeout(typing.current);
    form?.addEventListener("submit", stop);
    form?.addEventListener("change", stop);
    return () => {
      clearTimeout(typing.current);
      form?.removeEventListener("submit", stop);
      form?.removeEventListener("change", stop);
    };
  }, []);
  return (
    <div className={cn("relative min-w-0 grow basis-full", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        name="q"
        aria-label={label}
        placeholder={placeholder}
        defaultValue={value}
        maxLength={100}
        autoComplete="off"
        className="pl-9"
        onChange={() => {
          clearTimeout(typing.current);
          typing.current = setTimeout(onTyped, TYPING_MS);
        }}
      />
    </div>
  );
}
