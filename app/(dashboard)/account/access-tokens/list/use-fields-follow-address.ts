"use client";

import { type RefObject, useEffect } from "react";
import { type ListQuery, orderParam } from "./list-query";

/** After Back, or *Clear filters*, the fields show what the address says; a search that is still being typed is left alone. */
export function useFieldsFollowAddress(
  form: RefObject<HTMLFormElement | null>,
  query: ListQuery,
  typed: RefObject<string | undefined>,
) {
  const { search, purpose, unused, organisation, reach, order } = query;
  const o = orderParam(order);
  useEffect(() => {
    const elements = form.current?.elements;
    const show = (name: string, value: string) => {
      const field = elements?.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    };
    show("purpose", purpose ?? "");
    show("unused", unused ?? "");
    show("organisation", organisation ?? "");
    show("reach", reach ?? "");
    show("o", o);
    if (typed.current === undefined) show("q", search);
    if (typed.current === search) typed.current = undefined;
  }, [form, typed, search, purpose, unused, organisation, reach, o]);
}
