"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { Button } from "./button";
import { DURATION_MS, type ShownToast, type ToastInput } from "./toast-input";

/** The toasts of the page, and where they stand. */
export function ShownToasts({ toasts, close }: { toasts: readonly ShownToast[]; close: (id: number) => void }) {
  return (
    <Primitive.Provider duration={DURATION_MS} swipeDirection="right" label="Notification">
      {toasts.map((toast) => (
        <Primitive.Root
          key={toast.id}
          open={toast.open}
          onOpenChange={(open) => !open && close(toast.id)}
          type={toast.tone === "danger" ? "foreground" : "background"}
          className="grid grid-cols-[auto_1fr_auto] items-start gap-x-3 rounded-lg border bg-raised py-3 pr-2.5 pl-4 shadow-pop data-[state=closed]:animate-fade-out data-[state=open]:animate-rise-in data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x)"
        >
          <ToastIcon tone={toast.tone ?? "success"} />
          <div className="grid min-w-0 gap-0.5 py-0.5">
            <Primitive.Title className="font-medium text-sm leading-5">{toast.title}</Primitive.Title>
            {toast.description && (
              <Primitive.Description className="break-words text-muted-foreground text-sm leading-5">
                {toast.description}
              </Primitive.Description>
            )}
            {toast.action && (
              <Primitive.Action asChild altText={toast.action.label}>
                <Button size="sm" className="mt-1.5 justify-self-start" onClick={toast.action.onSelect}>
                  {toast.action.label}
                </Button>
              </Primitive.Action>
            )}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon-sm" className="-my-0.5" aria-label="Dismiss">
              <X aria-hidden="true" />
            </Button>
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport
        label="Notifications ({hotkey})"
        className="fixed right-0 bottom-0 z-60 grid w-full max-w-104 gap-2 p-4 outline-none"
      />
    </Primitive.Provider>
  );
}

function ToastIcon({ tone }: { tone: NonNullable<ToastInput["tone"]> }) {
  if (tone === "danger") return <CircleAlert aria-hidden="true" className="mt-1 size-4 text-danger-text" />;
  if (tone === "success") return <CircleCheck aria-hidden="true" className="mt-1 size-4 text-active-text" />;
  return <span />;
}
