"use client";

import { useEffect } from "react";
import { LANGUAGE_COOKIE } from "./cookie";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const CHOICES = "input[data-language]";

/** Has the choice of one example count for all of the page, and for the next ones. */
export function KeepLanguage() {
  useEffect(() => {
    const follow = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || !target.matches(CHOICES)) return;
      const before = target.getBoundingClientRect().top;
      choose(target.value);
      // The examples above are longer or shorter now: what was chosen stays where it is.
      window.scrollBy({ top: target.getBoundingClientRect().top - before, behavior: "instant" });
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not yet in every browser that we support.
      document.cookie = `${LANGUAGE_COOKIE}=${target.value}; path=/docs; max-age=${YEAR_SECONDS}; samesite=lax`;
    };
    document.addEventListener("change", follow);
    return () => document.removeEventListener("change", follow);
  }, []);
  return null;
}

function choose(language: string) {
  for (const choice of document.querySelectorAll<HTMLInputElement>(CHOICES)) choice.checked = choice.value === language;
}
