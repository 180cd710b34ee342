import { type RefObject, useEffect, useRef } from "react";

/**
 * After Back, or *Clear filters*, the fields of a form of filters show what the address says. A search that was typed since is
 * left alone, and so is everything at first: what was chosen before the page was alive becomes the address, not the reverse.
 * @param params the parameters of the address, with the order even if it is the usual one
 */
export function useFieldsFollow(form: RefObject<HTMLFormElement | null>, params: string) {
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
