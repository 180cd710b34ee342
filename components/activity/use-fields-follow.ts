"use client";

import { type RefObject, useEffect } from "react";

/** After Back, or *Show everything*, the fields show what the address says; one that is being used is left alone. */
export function useFieldsFollow(
  form: RefObject<HTMLFormElement | null>,
  /** The parameters of the address. */
  params: string,
  setPeriod: (period: string) => void,
) {
  useEffect(() => {
    const values = new URLSearchParams(params);
    setPeriod(values.get("period") ?? "");
    for (const field of form.current?.elements ?? []) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.name === "") continue;
      if (field === document.activeElement && field.name === "q") continue;
      field.value = values.get(field.name) ?? "";
    }
  }, [form, setPeriod, params]);
}
