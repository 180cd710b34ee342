"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { buttonVariants } from "./button";
import { cn } from "./cn";
import { overlayStyle, panelStyle } from "./dialog-style";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

const widths = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" } as const;

/**
 * A dialog: a sheet from the bottom on a phone, a panel elsewhere. Its title is its accessible name. Head and foot stay,
 * `DialogBody` scrolls. `dismissible={false}` takes the close button away and ignores Escape and clicks outside.
 */
export function DialogContent({
  className,
  children,
  size = "md",
  dismissible = true,
  onEscapeKeyDown,
  onInteractOutside,
  ...props
}: ComponentProps<typeof Primitive.Content> & { size?: keyof typeof widths; dismissible?: boolean }) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayStyle} />
      <Primitive.Content
        className={cn(panelStyle, widths[size], className)}
        onEscapeKeyDown={(event) => {
          // An open list inside closes first, and keeps what was typed.
          if (!dismissible || isOpenCombobox(event.target)) event.preventDefault();
          onEscapeKeyDown?.(event);
        }}
        onInteractOutside={(event) => {
          if (!dismissible) event.preventDefault();
          onInteractOutside?.(event);
        }}
        {...props}
      >
        {children}
        {dismissible && (
          <Primitive.Close
            className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "absolute top-3.5 right-3.5")}
          >
            <X aria-hidden="true" />
            <span className="sr-only">Close</span>
          </Primitive.Close>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** Title and, where it helps to decide, one or two sentences. */
export function DialogHeader({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="shrink-0 px-5 pt-5 pb-4 sm:px-6">
      <Primitive.Title className="pr-9 font-semibold text-lg leading-7 tracking-[-0.01em]">{title}</Primitive.Title>
      {children ? (
        <Primitive.Description asChild>
          <div className="mt-1 text-muted-foreground text-sm">{children}</div>
        </Primitive.Description>
      ) : (
        <Primitive.Description className="sr-only" />
      )}
    </header>
  );
}

/** What scrolls. A hairline under the head shows that something has gone beneath it: the layer that covers the line scrolls along. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "min-h-0 flex-1 overflow-y-auto bg-[linear-gradient(var(--color-surface),var(--color-surface)),linear-gradient(var(--color-border),var(--color-border))] bg-[length:100%_1px] bg-no-repeat px-5 pb-5 [background-attachment:local,scroll] sm:px-6",
        className,
      )}
      {...props}
    />
  );
}

/** Buttons; the primary one is on the right, and on a phone on top where they do not fit side by side. */
export function DialogFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn(
        "flex shrink-0 flex-wrap-reverse items-center justify-end gap-2 border-t bg-sunken/60 px-5 py-3.5 max-sm:*:grow sm:px-6",
        className,
      )}
      {...props}
    />
  );
}

function isOpenCombobox(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.getAttribute("role") === "combobox" &&
    target.getAttribute("aria-expanded") === "true"
  );
}
