"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import type { Operation } from "./request";
import type { TryItForm } from "./try-it-form";

const load = () => import("./try-it-form");
// If this fails nobody misses it yet.
const prepare = () => void load().catch(() => {});

/** Opens the form that calls an endpoint from the page, which is loaded when somebody comes near. */
export function TryIt({ operation }: { operation: Operation }) {
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState<{ TryItForm: typeof TryItForm }>();
  const [failed, setFailed] = useState(false);
  const id = useId();
  const toggle = () => {
    setOpen(!open);
    setFailed(false);
    if (!open && part === undefined) load().then(setPart, () => setFailed(true));
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 print:hidden">
      <Button
        size="sm"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={toggle}
        onPointerEnter={prepare}
        onFocus={prepare}
        className="group justify-self-start pl-2 pointer-coarse:h-11"
      >
        <ChevronRight
          aria-hidden="true"
          className="transition-transform duration-100 group-aria-expanded:rotate-90 motion-reduce:transition-none"
        />
        Try it
        <span className="sr-only">{`${operation.method} ${operation.path}`}</span>
      </Button>
      {open && (
        <div id={id} className="min-w-0">
          {part && <part.TryItForm operation={operation} />}
          {failed && (
            <FormNotice tone="danger">
              The form didn’t load. Check your connection, then close it and try again.
            </FormNotice>
          )}
        </div>
      )}
    </div>
  );
}
