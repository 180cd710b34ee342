"use client";

import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Filter, Option } from "@/lib/list/definition";
import { RemoveFilter } from "./remove-filter";

/** What a select offers: one thing, or several under a heading. */
export type Offer = Option | { heading: string; options: readonly Option[] };

// Several selects share the width of their row; a single one does not fill it.
const SELECT_STYLE = "min-w-0 grow basis-36 sm:max-w-56 sm:grow-0 sm:basis-auto";
/** As wide as what is chosen, where browsers can do that. */
export const CHIP_STYLE = `${SELECT_STYLE} sm:[&>select]:h-8 sm:[&>select]:rounded-full sm:[&>select]:pr-8 sm:[&>select]:text-[0.8125rem] sm:[&>select]:field-sizing-content`;
const CHOSEN_STYLE =
  "[&>select:has(option:checked:not([value='']))]:border-foreground/60 [&>select:has(option:checked:not([value='']))]:bg-hover [&>select:has(option:checked:not([value='']))]:font-medium";

export type ControlProps = {
  name: string;
  filter: Filter;
  value: string | undefined;
  offers: readonly Offer[];
  onChange: () => void;
};

/** Whether a person chooses the filter by a control of the form. */
export function hasControl({
  filter: { kind, label, look },
  offers,
}: Pick<ControlProps, "filter" | "offers">): boolean {
  return kind === "day" || (label !== undefined && look !== "tabs" && offers.length > 0);
}

/** What a value of a filter is called where it is offered. */
export function wordsOf(offers: readonly Offer[], value: string): string | undefined {
  return offers
    .flatMap((offer) => ("heading" in offer ? offer.options : [offer]))
    .find((option) => option.value === value)?.words;
}

/** The control of one filter: a chip, with a way to take it off. Filters that only links or tabs set are sent along by the form. */
export function FilterControl({ name, filter, value, offers, onChange }: ControlProps) {
  const { kind, label, every } = filter;
  if (kind === "day") return <Day name={name} label={label} words={every} value={value} onChange={onChange} />;
  const isUsual = kind === "choice" && value === filter.usual;
  if (!hasControl({ filter, offers })) {
    return value !== undefined && !isUsual && <input type="hidden" name={name} value={value} />;
  }
  const words = value === undefined ? undefined : (wordsOf(offers, value) ?? "As chosen");
  return (
    <div className="relative flex min-w-0 max-sm:grid">
      <NativeSelect
        name={name}
        aria-label={label}
        defaultValue={value ?? ""}
        onChange={onChange}
        className={`${CHIP_STYLE} ${CHOSEN_STYLE}`}
      >
        <option value="">{every}</option>
        {value !== undefined && wordsOf(offers, value) === undefined && <option value={value}>{words}</option>}
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
      {words !== undefined && !isUsual && (
        <RemoveFilter
          name={name}
          words={words}
          className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded-full bg-hover text-muted-foreground hover:text-foreground max-sm:hidden"
        />
      )}
    </div>
  );
}

export function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, words }) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));
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
