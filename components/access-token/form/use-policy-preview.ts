import { type RefObject, useEffect, useState } from "react";
import { previewPoliciesAction } from "@/app/(dashboard)/account/access-tokens/form/policy-actions";
import type { AgainstPolicy } from "@/lib/organisation/policy/against";

/** The fields that matter; a password typed in the form is not sent. */
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
// Long enough not to ask in the middle of a word.
const TYPING_MS = 400;

/** Which rules the token would break as the form around `ref` stands. Asked when typing pauses; undefined until the answer is known. */
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
      // Only a warning: where no answer comes, the server still checks the token when it is saved.
      const found = await previewPoliciesAction(given, uuid).catch(() => []);
      if (!isOver && asked === text) setAgainst(found);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, TYPING_MS);
    };
    later();
    // Choosing from a list changes hidden fields, which fire no events.
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
