"use client";

import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import { SearchField } from "@/components/list/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { type ListQuery, listHref, ORDER_CHOICES, orderParam, parseListQuery } from "./query";

/** Search and order: a GET form, so that the address is the state. With JavaScript nothing needs to be submitted. */
export function Filters({ path, query, count }: { path: string; query: ListQuery; count: number }) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const apply = () => {
    if (!form.current) return;
    const data = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    startTransition(() => router.replace(listHref(path, parseListQuery(data), {}), { scroll: false }));
  };
  return (
    <search className="mb-4 grid gap-3" aria-busy={pending}>
      <form
        ref={form}
        action={path}
        autoComplete="off"
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <SearchField
          label="Search applications"
          placeholder="Name or address"
          value={query.search}
          onTyped={apply}
          className="sm:max-w-xs sm:basis-64"
        />
        <NativeSelect
          name="o"
          aria-label="Order"
          defaultValue={orderParam(query.order)}
          onChange={apply}
          className="w-48 max-sm:w-full"
        >
          {ORDER_CHOICES.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </NativeSelect>
        <noscript>
          <Button type="submit">Search</Button>
        </noscript>
        <p role="status" className="ml-auto text-[0.8125rem] text-muted-foreground tabular-nums">
          {count.toLocaleString("en")} {count === 1 ? "application" : "applications"}
          {query.search !== "" && " found"}
        </p>
      </form>
    </search>
  );
}
