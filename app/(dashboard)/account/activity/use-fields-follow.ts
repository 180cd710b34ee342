"use client";

import { type RefObject, useEffect } from "react";
import type { ActivityQuery } from "./activity-query";

/** After Back, or *Show everything*, the fields show what the address says; one that is being used is left alone. */
export function useFieldsFollow(
  form: RefObject<HTMLFormElement | null>,
  { search, kind, token, period, from, to }: ActivityQuery,
  setPeriod: (period: string) => void,
) {
  useEffect(() => {
    setPeriod(period ?? "");
    const values = { q: search, kind: kind ?? "", token: token ?? "", period: period ?? "", from, to };
    for (const [name, value] of Object.entries(values)) {
      const field = form.current?.elements.namedItem(name);
      if (field === document.activeElement && name === "q") continue;
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    }
  }, [form, setPeriod, search, kind, token, period, from, to]);
}
