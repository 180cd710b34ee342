"use client";

import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Filter, Option } from "@/lib/list/definition";

/** What a select offers: one thing, or several under a heading. */
export type Offer = Option | { heading: string; options: readonly Option[] };

// Several selects share the width of their row; a single one does not fill it.
export const SELECT_STYLE = "min-w-0 grow basis-36 sm:max-w-56";

export type ControlProps = {
  name: string;
  filter: Filter;
  value: string | undefined;
  offers: readonly Offer[];
  onChange: () => void;
};

/** The control of one filter. Filters that only links or tabs set are sent along by the form. */
export function FilterControl({ name, filter, value, offers, onChange }: ControlProps) {
  const { kind, label, every, look } = filter;
  if (kind === "day") return <Day name={name} label={label} words={every} value={value} onChange={onChange} />;
  if (label === undefined || look === "tabs" || offers.length === 0) {
    const isUsual = kind === "choice" && value === filter.usual;
    return value !== undefined && !isUsual && <input type="hidden" name={name} value={value} />;
  }
  return (
    <NativeSelect
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      onChange={onChange}
      className={SELECT_STYLE}
    >
      <option value="">{every}</option>
      {value !== undefined && !isOffered(offers, value) && <option value={value}>As chosen</option>}
      {offers.map((offer) =>
        "heading" in offer ? (
          <optgroup key={offer.heading} label={offer.heading}>
            <Options options={offer.options} />
          </optgroup>
        ) : (
          <Options key={offer.value} options={[offer]} />
        ),
      )}
    </NativeSelect>
  );
}

export function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, words }) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));
}

function isOffered(offers: readonly Offer[], value: string): boolean {
  return offers.some((offer) =>
    "heading" in offer ? offer.options.some((option) => option.value === value) : offer.value === value,
  );
}

/** A day of the person's own clocks. */
function Day({
  name,
  label,
  words,
  value,
  onChange,
}: {
  name: string;
  label: string | undefined;
  words: string | undefined;
  value: string | undefined;
  onChange: () => void;
}) {
  return (
    <div className="flex min-w-0 grow basis-full items-center gap-2 sm:grow-0 sm:basis-auto">
      <span aria-hidden="true" className="w-9 shrink-0 text-muted-foreground text-sm sm:w-auto">
        {words}
      </span>
      <Input
        type="date"
        name={name}
        aria-label={label}
        defaultValue={value ?? ""}
        onChange={onChange}
        className="min-w-0 grow sm:w-40"
      />
    </div>
  );
}
