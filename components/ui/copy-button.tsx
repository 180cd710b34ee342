"use client";

import { Check, Copy } from "lucide-react";
import { type ComponentProps, useEffect, useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";

const CONFIRMATION_MS = 2_000;

/**
 * Copy `value`. `label` is its accessible name and text ("Copy secret"); `iconOnly` shows the icon alone. Says *Copied* or, where
 * the browser refuses (no permission, plain http), what to do instead.
 */
export function CopyButton({
  value,
  label = "Copy",
  iconOnly = false,
  onCopied,
  ...props
}: Omit<ComponentProps<typeof Button>, "value" | "onClick" | "children" | "onCopy"> & {
  value: string;
  label?: string;
  iconOnly?: boolean;
  onCopied?: () => void;
}) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    const copied = await copyText(value);
    setState(copied ? "copied" : "failed");
    if (copied) onCopied?.();
  };
  const text = state === "copied" ? "Copied" : state === "failed" ? "Press Ctrl+C" : label;
  return (
    <>
      <Button
        {...props}
        size={props.size ?? (iconOnly ? "icon-sm" : "md")}
        aria-label={iconOnly ? label : undefined}
        onClick={copy}
      >
        {state === "copied" ? <Check aria-hidden="true" className="text-active-text" /> : <Copy aria-hidden="true" />}
        {!iconOnly && text}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : state === "failed" ? "Couldn’t copy: select the text and press Ctrl+C" : ""}
      </span>
    </>
  );
}
