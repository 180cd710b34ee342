"use client";

import { type RefObject, type SyntheticEvent, useCallback, useEffect, useMemo, useState } from "react";

/**
 * What an answer found wrong, until something is changed about what it names. A new answer brings a new object, and is shown
 * also if it says the same.
 * @param wrong the answer, or a part of it: the same object for as long as nothing else was answered
 */
export function useMended<Wrong extends object>(wrong: Wrong | undefined) {
  const [mended, setMended] = useState<Wrong>();
  const mend = useCallback(() => setMended(wrong), [wrong]);
  const watch = useMemo(() => {
    const onChange = ({ target }: SyntheticEvent) => {
      if (isChange(target)) mend();
    };
    return { onInput: onChange, onChange };
  }, [mend]);
  return {
    wrong: wrong === mended ? undefined : wrong,
    /** What `watch` calls. */
    mend,
    /** For the element around the controls that `wrong` is about. */
    watch,
  };
}

// What is typed to search for something changes nothing yet.
function isChange(target: EventTarget | null): target is Element {
  return target instanceof Element && target.getAttribute("role") !== "combobox";
}

/**
 * For what is also about other fields than the one that it stands at: calls `mend` when one of these is changed.
 * @param within an element of their form
 * @param names of controls; none while there is nothing wrong
 */
export function useMendedBy(
  within: RefObject<HTMLElement | null>,
  names: readonly string[] | undefined,
  mend: () => void,
): void {
  const about = names?.join(" ");
  useEffect(() => {
    const form = within.current?.closest("form");
    if (form == null || about === undefined) return;
    const onInput = ({ target }: Event) => {
      if (isChange(target) && about.split(" ").includes(target.getAttribute("name") ?? "")) mend();
    };
    form.addEventListener("input", onInput);
    return () => form.removeEventListener("input", onInput);
  }, [within, about, mend]);
}

/** Let the form know of a change that is made by a button: tell it in the name of this control, which belongs to the same field. */
export function tellChange(control: HTMLElement | null): void {
  control?.dispatchEvent(new Event("input", { bubbles: true }));
}

const sentencesOf = new WeakMap<object, readonly string[]>();

/** The one sentence of an answer as the errors of a field: the same array each time, so that it is known as the same answer. */
export function errorOf(answer: object, sentence: string): readonly string[] {
  const known = sentencesOf.get(answer);
  if (known?.[0] === sentence) return known;
  const errors = [sentence];
  sentencesOf.set(answer, errors);
  return errors;
}
