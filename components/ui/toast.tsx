"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { Button } from "./button";

export type ToastInput = {
  /** The kind of thing, and what was done to it by the words of the button: `Token revoked`, `Role not changed`. Never a name. */
  title: string;
  /** Which one, and what follows. */
  description?: ReactNode;
  tone?: "success" | "danger" | "neutral";
  /** One thing that can be done about it, such as *Undo*. It must be possible elsewhere too: a toast goes away. */
  action?: { label: string; onSelect: () => void };
};

// Long enough to read two lines twice (WCAG 2.2.1: hovering or focusing a toast stops its clock).
const DURATION_MS = 7_000;
const AT_MOST = 3;

/**
 * `about` names the one thing that a toast is about, such as `token ${uuid}`: the toast before about the same thing goes. Whatever
 * is done to a thing names it alike, from its creation on.
 */
type ToastAbout = ToastInput & { about: string };

const ToastContext = createContext<((toast: ToastAbout) => void) | undefined>(undefined);

/**
 * `toast({ title })` says that something was done to the one thing that it is about, and replaces what was said about it
 * before: *Token revoked* is no longer true beside *Revoke undone*. Errors of a form belong to the form, not here.
 */
export function useToast(about: string): (toast: ToastInput) => void;
export function useToast(): (toast: ToastAbout) => void;
export function useToast(about?: string): (toast: ToastAbout) => void {
  const toast = useContext(ToastContext);
  if (!toast) throw new Error("useToast needs a Toaster above it");
  return useCallback((input) => toast(about === undefined ? input : { ...input, about }), [toast, about]);
}

export function Toaster({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (ToastAbout & { id: number; open: boolean })[]>([]);
  const nextId = useRef(1);
  const add = useCallback((toast: ToastAbout) => {
    const id = nextId.current++;
    setToasts((current) => [
      ...current.filter((t) => t.open && t.about !== toast.about).slice(1 - AT_MOST),
      { ...toast, id, open: true },
    ]);
  }, []);
  const close = useCallback((id: number) => {
    setToasts((current) => current.map((t) => (t.id === id ? { ...t, open: false } : t)));
  }, []);
  const items = useMemo(() => toasts, [toasts]);
  return (
    <ToastContext value={add}>
      <Primitive.Provider duration={DURATION_MS} swipeDirection="right" label="Notification">
        {children}
        {items.map((toast) => (
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
    </ToastContext>
  );
}

function ToastIcon({ tone }: { tone: NonNullable<ToastInput["tone"]> }) {
  if (tone === "danger") return <CircleAlert aria-hidden="true" className="mt-1 size-4 text-danger-text" />;
  if (tone === "success") return <CircleCheck aria-hidden="true" className="mt-1 size-4 text-active-text" />;
  return <span />;
}
