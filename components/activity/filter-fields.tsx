"use client";

import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** One of several, or every. */
export function Choice({
  name,
  label,
  value,
  every,
  onChange,
  children,
}: {
  name: string;
  label: string;
  value: string | undefined;
  every: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <NativeSelect
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      onChange={({ target }) => onChange(target.value)}
      className="min-w-0 grow basis-36 sm:grow-0 sm:basis-44"
    >
      <option value="">{every}</option>
      {children}
    </NativeSelect>
  );
}

/** A day of the person's own clocks. */
export function Day({
  name,
  label,
  value,
  onChange,
}: {
  name: string;
  label: "From day" | "To day";
  value: string;
  onChange: () => void;
}) {
  return (
    <div className="flex min-w-0 grow basis-full items-center gap-2 sm:grow-0 sm:basis-auto">
      <span aria-hidden="true" className="w-9 shrink-0 text-muted-foreground text-sm sm:w-auto">
        {label === "From day" ? "From" : "to"}
      </span>
      <Input
        type="date"
        name={name}
        aria-label={label}
        defaultValue={value}
        onChange={onChange}
        className="min-w-0 grow sm:w-40"
      />
    </div>
  );
}
