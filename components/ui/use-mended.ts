"use client";

import { type SyntheticEvent, useCallback, useMemo, useState } from "react";

/**
 * What an answer found wrong, until something is changed about what it names. A new answer brings a new object, and is shown
 * also if it says the same.
 * @param wrong the answer, or a part of it: the same object for as long as nothing else was answered
 */
export function useMended<Wrong extends object>(wrong: Wrong | undefined) {
  const [mended, setMended] = useState<Wrong>();
  /** For a change that fires no event, such as one by a button. */
  const mend = useCallback(() => setMended(wrong), [wrong]);
  const watch = useMemo(() => {
    const onChange = ({ target }: SyntheticEvent) => {
      // Typing into a search field changes nothing yet.
      if (target instanceof Element && target.getAttribute("role") !== "combobox") mend();
    };
    return { onInput: onChange, onChange };
  }, [mend]);
  return {
    wrong: wrong === mended ? undefined : wrong,
    mend,
    /** For the element around the controls that `wrong` is about. */
    watch,
  };
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
