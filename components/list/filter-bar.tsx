"use client";

import { SlidersHorizontal } from "lucide-react";
import { type FormEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { counts } from "@/lib/list/definition";
import { anyHref, anyParams, anyQuery, filterValue, orderParam } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { PATH_FIELD, SUBMIT_PATH } from "@/lib/list/submitted";
import { CHIP_STYLE, type ControlProps, FilterControl, hasControl, type Offer, Options } from "./filter-control";
import { useAnyList } from "./list-state";
import { SearchField } from "./search-field";

/**
 * Search and filters: the address is the state. With JavaScript nothing needs to be submitted; without, the server makes the
 * address of what is sent, since a GET form would put even a secret into it.
 * @param offers what of the filters only the page knows: what can be chosen, by filter. None: it cannot be chosen here
 * @param findSecret find the token of a secret that was pasted into the search
 * @param children what stands at the end of the form
 */
export function FilterBar({
  offers = {},
  findSecret,
  children,
}: {
  offers?: Readonly<Record<string, readonly Offer[]>>;
  findSecret?: (text: string | undefined) => void;
  children?: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const { list, path, query, href, go } = useAnyList();
  const params = anyParams(list, query);
  if (query.order) params.set("o", orderParam(query.order));
  useFieldsFollow(form, params.toString());

  const apply = () => {
    // The person typed, and left the page before the pause.
    if (!form.current) return;
    const fields = [...new FormData(form.current)].map(([name, value]) => [name, String(value)]);
    const next = parseList(list, Object.fromEntries(fields));
    const to = anyHref(list, path, anyQuery(next), {});
    // Back returns to before the search, not through each letter of it.
    if (to !== href()) go(to, { replace: query.search !== "" && next.search !== query.search });
  };
  const controls = Object.entries(list.filters)
    .filter(([, filter]) => counts(filter, (other) => query[other]))
    .map(([name, filter]) => ({
      name,
      filter,
      value: filterValue(query, name),
      offers: offers[name] ?? (filter.kind === "choice" ? filter.options : []),
      onChange: apply,
    }));
  const more = controls.filter(({ filter }) => filter.look === "more" && filter.label !== undefined);
  const chosen = controls.filter(isChosen).length;
  const sheet = useId();
  return (
    <search className="mb-3 block">
      <form
        ref={form}
        action={SUBMIT_PATH}
        method="post"
        autoComplete="off"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-wrap items-start gap-2 sm:items-center"
      >
        <input type="hidden" name={PATH_FIELD} value={path} />
        {list.search && (
          <SearchField
            label={list.search.label}
            placeholder={list.search.placeholder}
            value={query.search}
            onTyped={apply}
            findSecret={findSecret}
          />
        )}
        {/* On a phone a sheet from below, which opens and closes without a script; elsewhere its content stands in the form. */}
        {(list.sort !== undefined || controls.some(hasControl)) && (
          <Button popoverTarget={sheet} className="px-3 sm:hidden">
            <SlidersHorizontal aria-hidden="true" /> Filters
            {chosen > 0 && (
              <span className="rounded-full bg-primary px-1.5 text-primary-foreground text-xs leading-5 tabular-nums">
                {chosen}
                <span className="sr-only"> set</span>
              </span>
            )}
          </Button>
        )}
        <div
          id={sheet}
          popover="auto"
          className="max-sm:open:grid sm:contents max-sm:fixed max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:m-0 max-sm:max-h-[80dvh] max-sm:w-full max-sm:max-w-none max-sm:content-start max-sm:gap-3 max-sm:overflow-y-auto max-sm:rounded-t-xl max-sm:border-x-0 max-sm:border-t max-sm:border-b-0 max-sm:bg-raised max-sm:p-4 max-sm:pb-[max(1rem,env(safe-area-inset-bottom))] max-sm:text-foreground max-sm:shadow-dialog max-sm:animate-rise-in max-sm:backdrop:bg-overlay"
        >
          <p className="font-medium sm:hidden">Filters</p>
          {controls
            .filter((control) => !more.includes(control))
            .map((control) => (
              <FilterControl key={control.name} {...control} />
            ))}
          <MoreFilters controls={more} />
          <SortSelect onChange={apply} />
          <div className="grid sm:hidden">
            <Button variant="primary" popoverTarget={sheet} popoverTargetAction="hide">
              Done
            </Button>
          </div>
        </div>
        <noscript>
          <Button type="submit">Apply</Button>
        </noscript>
        {children}
      </form>
    </search>
  );
}

function isChosen(control: ControlProps): boolean {
  return control.value !== undefined && hasControl(control);
}

function MoreFilters({ controls }: { controls: readonly ControlProps[] }) {
  const chosen = controls.filter(isChosen).length;
  if (controls.length === 0) return null;
  return (
    <details open={chosen > 0} className="contents details-content:order-1 details-content:w-full">
      <summary className="flex h-9 cursor-pointer list-none items-center gap-2 rounded-md border bg-surface px-3 font-medium text-sm hover:bg-hover pointer-coarse:h-11 sm:h-8 sm:text-[0.8125rem] [&::-webkit-details-marker]:hidden">
        <SlidersHorizontal aria-hidden="true" className="size-4" /> More filters
        {chosen > 0 && <span className="text-muted-foreground tabular-nums">{chosen}</span>}
      </summary>
      <div className="order-1 flex w-full flex-wrap gap-2 max-sm:grid max-sm:gap-3">
        {controls.map((control) => (
          <FilterControl key={control.name} {...control} />
        ))}
      </div>
    </details>
  );
}

/** Shown where no column heads sort: in a narrow window, or always if the list wants it. */
function SortSelect({ onChange }: { onChange: () => void }) {
  const { list, query } = useAnyList();
  if (list.sort === undefined || query.order === undefined) return null;
  const { choices, alwaysChosen } = list.sort;
  // Last in its row, away from the filters.
  const style = `${CHIP_STYLE} sm:ml-auto`;
  const order = orderParam(query.order);
  return (
    <NativeSelect
      name="o"
      aria-label="Sort"
      defaultValue={order}
      onChange={onChange}
      className={alwaysChosen ? style : `${style} lg:hidden`}
    >
      {!choices.some(({ value }) => value === order) && <option value={order}>As chosen</option>}
      <Options options={choices} />
    </NativeSelect>
  );
}

/**
 * After Back, or *Clear filters*, the fields of a form of filters show what the address says. A search that was typed since is
 * left alone, and so is everything at first: what was chosen before the page was alive becomes the address, not the reverse.
 * @param params the parameters of the address, with the order even if it is the usual one
 */
function useFieldsFollow(form: RefObject<HTMLFormElement | null>, params: string) {
  const shown = useRef(params);
  useEffect(() => {
    if (shown.current === params) return;
    const before = new URLSearchParams(shown.current);
    const values = new URLSearchParams(params);
    shown.current = params;
    for (const field of form.current?.elements ?? []) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
      if (field.type === "hidden" || field.name === "") continue;
      if (field.name === "q" && field.value.trim() !== (before.get("q") ?? "")) continue;
      field.value = values.get(field.name) ?? "";
    }
  }, [form, params]);
}
