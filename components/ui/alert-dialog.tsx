"use client";

import { AlertDialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { overlayStyle, panelStyle } from "./dialog-style";

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;
/** Closes without doing anything. Wrap a `Button` with `asChild`. */
export const AlertDialogCancel = Primitive.Cancel;
/** Closes and runs it. For work that takes a moment, use a plain `Button` and close when done. */
export const AlertDialogAction = Primitive.Action;

/** A question that must be answered; a click outside does not answer it. Use with `DialogBody` and `DialogFooter`. */
export function AlertDialogContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      {/* As high as a dialog's panel: a question over one covers it too. */}
      <Primitive.Overlay className={cn(overlayStyle, "z-50")} />
      <Primitive.Content className={cn(panelStyle, "sm:max-w-lg", className)} {...props} />
    </Primitive.Portal>
  );
}

export function AlertDialogHeader({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <header className="shrink-0 px-5 pt-5 pb-4 sm:px-6">
      <Primitive.Title className="font-semibold text-lg leading-7 tracking-[-0.01em]">{title}</Primitive.Title>
      <Primitive.Description asChild>
        <div className="mt-1 text-muted-foreground text-sm">{children}</div>
      </Primitive.Description>
    </header>
  );
}
