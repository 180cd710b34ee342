"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState, useTransition } from "react";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ACTIVITY_KINDS } from "@/lib/activity/kind";
import { ACTIVITY_PATH, type ActivityQuery, activityHref, PERIODS, parseActivityQuery } from "./activity-query";
import { Choice, Day } from "./filter-fields";
import { useFieldsFollow } from "./use-fields-follow";

/** Search and filters above the entries: a GET form, so that the address is the state. The entries fade while newer come. */
export function Filters({
  query,
  tokens,
  children,
}: {
  query: ActivityQuery;
  tokens: readonly { uuid: string; label: string; hint: string }[];
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const [period, setPeriod] = useState(query.period ?? "");
  useFieldsFollow(form, query, setPeriod);

  const apply = () => {
    // Typed, and gone to another page before it counted.
    if (!form.current) return;
    const fields = [...new FormData(form.current)].map(([name, value]) => [name, String(value)]);
    const next = parseActivityQuery(Object.fromEntries(fields));
    const href = activityHref(next);
    if (href === activityHref(query)) return;
    // Back leads to where the search began, not through every letter of it.
    const refines = query.search !== "" && next.search !== query.search;
    startTransition(() => (refines ? router.replace(href, { scroll: false }) : router.push(href, { scroll: false })));
  };
  return (
    <>
      <search>
        <form
          ref={form}
          action={ACTIVITY_PATH}
          method="get"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            apply();
          }}
          className="mb-6 flex flex-wrap gap-2"
        >
          <SearchField
            label="Search activity"
            placeholder="Label, address or client"
            value={query.search}
            onTyped={apply}
            className="sm:max-w-72 sm:basis-52"
          />
          <Choice name="kind" label="Filter by kind" value={query.kind} every="Everything" onChange={apply}>
            {ACTIVITY_KINDS.map(({ kind, words }) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </Choice>
          <Choice name="token" label="Filter by token" value={query.token} every="Every token" onChange={apply}>
            {query.token !== undefined && !tokens.some(({ uuid }) => uuid === query.token) && (
              <option value={query.token}>As chosen</option>
            )}
            {tokens.map(({ uuid, label, hint }) => (
              <option key={uuid} value={uuid}>
                {tokens.filter((token) => token.label === label).length > 1 ? `${label} (${hint})` : label}
              </option>
            ))}
          </Choice>
          <Choice
            name="period"
            label="Filter by period"
            value={query.period}
            every="Any time"
            onChange={(value) => {
              setPeriod(value);
              // Which days is not said yet.
              if (value !== "days") apply();
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
