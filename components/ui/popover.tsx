"use client";

import { Popover as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverAnchor = Primitive.Anchor;
export const PopoverClose = Primitive.Close;

/** Give it an `aria-label` unless what is inside names it. A question that is asked over it does not close it. */
export function PopoverContent({
  className,
  align = "start",
  sideOffset = 6,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={12}
        onFocusOutside={(event) => {
          const { target } = event;
          if (target instanceof Element && target.closest("[role=alertdialog]") !== null) event.preventDefault();
        }}
        className={cn(
          "z-50 w-72 max-w-[calc(100vw-1.5rem)] rounded-lg border bg-raised p-4 shadow-pop outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  );
}
