"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState, useTransition } from "react";
import { useFieldsFollow } from "@/components/form/use-fields-follow";
import { SearchField } from "@/components/list/search-field";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type LogQuery, logHref, PERIODS } from "@/lib/activity/query";
import { Choice, Day } from "./filter-fields";

/** What a log can be narrowed to beside words and times: one of these. */
export type LogChoice = {
  name: string;
  label: string;
  every: string;
  value: string | undefined;
  options: readonly { value: string; words: string }[];
};

/** Search and filters above the entries: a GET form, so that the address is the state. The entries fade while newer come. */
export function Filters({
  path,
  query,
  params,
  placeholder,
  choices,
  children,
}: {
  path: string;
  query: LogQuery;
  /** The parameters of the filters that are on. */
  params: string;
  placeholder: string;
  choices: readonly LogChoice[];
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const [period, setPeriod] = useState<string>(query.period ?? "");
  useFieldsFollow(form, params, (values) => setPeriod(values.get("period") ?? ""));

  const apply = () => {
    // Typed, and gone to another page before it counted.
    if (!form.current) return;
    const next = paramsOf(form.current);
    const href = logHref(path, next);
    if (next.toString() === params) return;
    // Back leads to where the search began, not through every letter of it.
    const refines = query.search !== "" && next.get("q") !== query.search;
    startTransition(() => (refines ? router.replace(href, { scroll: false }) : router.push(href, { scroll: false })));
  };
  return (
    <>
      <search>
        <form
          ref={form}
          action={path}
          method="get"
          autoComplete="off"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            apply();
          }}
          className="mb-6 flex flex-wrap items-start gap-2"
        >
          <SearchField
            label="Search activity"
            placeholder={placeholder}
            value={query.search}
            onTyped={apply}
            className="sm:max-w-72 sm:basis-52"
          />
          {choices.map(({ name, label, every, value, options }) => (
            <Choice key={name} name={name} label={label} value={value} every={every} onChange={apply}>
              {value !== undefined && !options.some((option) => option.value === value) && (
                <option value={value}>As chosen</option>
              )}
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.words}
                </option>
              ))}
            </Choice>
          ))}
          <Choice
            name="period"
            label="Filter by period"
            value={query.period}
            every="Any time"
            onChange={(value) => {
              setPeriod(value);
              // Which days is not said yet; a search typed just before is.
              const search = form.current === null ? null : paramsOf(form.current).get("q");
              if (value !== "days" || (search ?? "") !== query.search) apply();
            }}
          >
            {PERIODS.map(({ period: value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
            <option value="days">Chosen days…</option>
          </Choice>
          {period === "days" && (
            <div className="flex min-w-0 grow basis-full flex-wrap gap-2 sm:grow-0 sm:basis-auto">
              <Day name="from" label="From day" value={query.from} onChange={apply} />
              <Day name="to" label="To day" value={query.to} onChange={apply} />
            </div>
          )}
          <noscript>
            <Button type="submit">Apply</Button>
          </noscript>
        </form>
      </search>
      <div aria-busy={pending} className={cn("transition-opacity", pending && "opacity-60")}>
        {children}
      </div>
    </>
  );
}

// Without what is empty, so that two ways to say the same have one address.
function paramsOf(form: HTMLFormElement): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text !== "") params.set(name, text);
  }
  return params;
}
