import { type RefObject, useEffect, useState } from "react";
import { previewPoliciesAction } from "@/app/(dashboard)/account/access-tokens/form/policy-actions";
import type { AgainstPolicy } from "@/lib/organisation/policy/against";

/** What of the form decides; a password that was typed there does not travel along. */
const ASKED = [
  "organisation",
  "purpose",
  "description",
  "expiration",
  "expires_local",
  "reach",
  "limit",
  "emptied",
  "access",
  "scopes",
];
// Long enough that a word in the middle of typing is not asked for.
const TYPING_MS = 400;

/** Which rules the token would break as the form around `ref` stands. Asked once it rests; while it is not known, nothing. */
export function usePolicyPreview(ref: RefObject<HTMLElement | null>, uuid: string | undefined): AgainstPolicy[] {
  const [against, setAgainst] = useState<AgainstPolicy[]>([]);
  useEffect(() => {
    const form = ref.current?.closest("form");
    if (form == null) return;
    let asked: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      const given = askedOf(form);
      const text = JSON.stringify([...given]);
      if (text === asked) return;
      asked = text;
      // It is only a warning: where no answer comes, the server still judges the token that is saved.
      const found = await previewPoliciesAction(given, uuid).catch(() => []);
      if (!isOver && asked === text) setAgainst(found);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, TYPING_MS);
    };
    later();
    // What is chosen in a list changes hidden fields, which tell nobody.
    const observer = new MutationObserver(later);
    observer.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["value"] });
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    return () => {
      isOver = true;
      clearTimeout(timer);
      observer.disconnect();
      form.removeEventListener("input", later);
      form.removeEventListener("change", later);
    };
  }, [ref, uuid]);
  return against;
}

function askedOf(form: HTMLFormElement): FormData {
  const all = new FormData(form);
  const asked = new FormData();
  for (const [name, value] of all) if (ASKED.includes(name)) asked.append(name, value);
  return asked;
}
