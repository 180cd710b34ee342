"use client";

import { type FormEvent, useRef } from "react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { AttentionOptions } from "@/components/access-token/list/attention-options";
import { LIST_PATH, listHref, listParams, orderParam, parseListQuery } from "@/components/access-token/list/list-query";
import { useFieldsFollow } from "@/components/form/use-fields-follow";
import { SearchField } from "@/components/list/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { UNUSED, UNUSED_WORDS } from "@/lib/access-token/usage/unused";
import { PURPOSE_CHOICES } from "@/lib/access-token/words";
import { useListNavigation } from "./list-navigation";
import { type StatusCounts, StatusTabs } from "./status-tabs";

const ORDER_CHOICES = [
  { value: "-created_at", words: "Newest first" },
  { value: "created_at", words: "Oldest first" },
  { value: "label", words: "Label" },
  { value: "-last_used_at", words: "Last used" },
  { value: "last_used_at", words: "Unused longest" },
  { value: "expiration_date", words: "Expires soonest" },
  { value: "status", words: "Status" },
] as const;

export type ListedOrganisation = { id: string; name: string };

/** Search and filters: links and a GET form, so that the address is the state. With JavaScript nothing needs to be submitted. */
export function Filters({
  counts,
  organisations,
}: {
  counts: StatusCounts;
  /** Those that the person belongs to. */
  organisations: readonly ListedOrganisation[];
}) {
  const form = useRef<HTMLFormElement>(null);
  const open = useOpenDialog();
  const { query, go } = useListNavigation();
  const params = listParams(query);
  params.set("o", orderParam(query.order));
  useFieldsFollow(form, params.toString());

  const apply = () => {
    if (!form.current) return;
    const fields = [...new FormData(form.current)].map(([name, value]) => [name, String(value)]);
    const next = parseListQuery(Object.fromEntries(fields));
    // Back leads to where the search began, not through every letter of it.
    const refines = query.search !== "" && next.search !== query.search;
    if (listHref(next) !== listHref(query)) go(listHref(next), { replace: refines });
  };
  return (
    <div className="mb-4 grid gap-3">
      <StatusTabs counts={counts} />
      <search>
        <form
          ref={form}
          action={LIST_PATH}
          method="get"
          autoComplete="off"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            apply();
          }}
          className="flex flex-wrap items-start gap-2"
        >
          <SearchField
            label="Search tokens"
            placeholder="Label, description or hint"
            value={query.search}
            onTyped={apply}
            findSecret={(secret) => open({ type: "find", secret })}
            className="sm:max-w-80 sm:basis-56"
          />
          {query.status !== undefined && <input type="hidden" name="status" value={query.status} />}
          <NativeSelect
            name="purpose"
            aria-label="Filter by purpose"
            defaultValue={query.purpose ?? ""}
            onChange={apply}
            className="min-w-0 grow basis-36"
          >
            <option value="">Every purpose</option>
            {PURPOSE_CHOICES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </NativeSelect>
          <NativeSelect
            name="unused"
            aria-label="Filter by use"
            defaultValue={query.unused ?? ""}
            onChange={apply}
            className="min-w-0 grow basis-36"
          >
            <option value="">Used or not</option>
            {UNUSED.map((unused) => (
              <option key={unused} value={unused}>
                {UNUSED_WORDS[unused]}
              </option>
            ))}
          </NativeSelect>
          <NativeSelect
            name="attention"
            aria-label="Filter by attention"
            defaultValue={query.attention ?? ""}
            onChange={apply}
            className="min-w-0 grow basis-36 sm:basis-40"
          >
            <option value="">Attention or not</option>
            <AttentionOptions />
          </NativeSelect>
          {organisations.length > 0 && (
            <NativeSelect
              name="organisation"
              aria-label="Filter by organisation that is reached"
              defaultValue={query.organisation ?? ""}
              onChange={apply}
              className="min-w-0 grow basis-36 sm:basis-44"
            >
              <option value="">Every organisation</option>
              {organisations.map(({ id, name }) => (
                <option key={id} value={id}>
                  Reaches {name}
                </option>
              ))}
            </NativeSelect>
          )}
          <NativeSelect
            name="reach"
            aria-label="Filter by reach"
            defaultValue={query.reach ?? ""}
            onChange={apply}
            className="min-w-0 grow basis-36"
          >
            <option value="">Limited or not</option>
            <option value="limited">Limited</option>
            <option value="everything">Not limited</option>
          </NativeSelect>
          <NativeSelect
            name="o"
            aria-label="Sort"
            defaultValue={orderParam(query.order)}
            onChange={apply}
            className="min-w-0 grow basis-36 sm:grow-0 sm:basis-44 lg:hidden"
          >
            {!ORDER_CHOICES.some(({ value }) => value === orderParam(query.order)) && (
              <option value={orderParam(query.order)}>As chosen</option>
            )}
            {ORDER_CHOICES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </NativeSelect>
          <noscript>
            <Button type="submit">Apply</Button>
          </noscript>
        </form>
      </search>
    </div>
  );
}
