"use client";

import { Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { SecretNotice } from "@/components/form/secret-notice";
import { Input } from "@/components/ui/input";
import { holdsSecret, holdsTokenSecret } from "@/lib/access-token/secret/format";
import { DROPPED } from "@/lib/list/submitted";

const TYPING_MS = 300;

/**
 * The field `q` of a form of filters. `onTyped` is called when the typing has paused, and never after the field is gone. A
 * secret that is pasted here never leaves the field, which is then no longer part of the form; the server drops one that was
 * sent before this was alive.
 */
export function SearchField({
  label,
  placeholder,
  value,
  onTyped,
  findSecret,
}: {
  label: string;
  placeholder: string;
  value: string;
  onTyped: () => void;
  /** Find the token of a secret that was pasted here, or was and is gone; left out where the page cannot. */
  findSecret?: ((text: string | undefined) => void) | undefined;
}) {
  const [inField, setInField] = useState<"in field" | "webhook's in field">();
  const isSecret = inField !== undefined;
  const wasDropped = useSearchParams().has(DROPPED);
  const id = useId();
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = input.current?.form;
    // Submitting the form or choosing another filter includes what was typed.
    const stop = (event: Event) => event.target !== input.current && clearTimeout(typing.current);
    form?.addEventListener("submit", stop);
    form?.addEventListener("change", stop);
    return () => {
      clearTimeout(typing.current);
      form?.removeEventListener("submit", stop);
      form?.removeEventListener("change", stop);
    };
  }, []);
  const find = () => {
    const text = isSecret ? input.current?.value : undefined;
    if (isSecret && input.current) input.current.value = "";
    setInField(undefined);
    findSecret?.(text);
  };
  return (
    <div className="min-w-0 grow basis-40 sm:max-w-80 sm:basis-48">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          ref={input}
          type="search"
          name={isSecret ? undefined : "q"}
          aria-label={label}
          aria-describedby={isSecret || wasDropped ? id : undefined}
          placeholder={placeholder}
          defaultValue={value}
          maxLength={1_000}
          autoComplete="off"
          className="pl-9"
          onChange={({ target }) => {
            clearTimeout(typing.current);
            const isOne = holdsSecret(target.value);
            setInField(!isOne ? undefined : holdsTokenSecret(target.value) ? "in field" : "webhook's in field");
            if (!isOne) typing.current = setTimeout(onTyped, TYPING_MS);
          }}
        />
      </div>
      <div role="status">
        {(isSecret || wasDropped) && <SecretNotice id={id} state={inField ?? "dropped"} onFind={findSecret && find} />}
      </div>
    </div>
  );
}
