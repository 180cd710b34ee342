"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { onSignOfLife } from "./sign-of-life";
import type { ShownToast, ToastAbout, ToastInput } from "./toast-input";

const AT_MOST = 3;

const loadToasts = () => import("./shown-toasts");

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

/** What shows toasts is loaded at the first sign of a person, and at the latest with the first of them. Until it could be, each one tries again. */
export function Toaster({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const [part, setPart] = useState<Awaited<ReturnType<typeof loadToasts>>>();
  const [failedFor, setFailedFor] = useState(0);
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
  useEffect(() => onSignOfLife(() => void loadToasts().catch(() => {})), []);
  const newest = toasts.at(-1)?.id;
  useEffect(() => {
    if (newest === undefined || part !== undefined) return;
    let left = false;
    loadToasts().then(
      (loaded) => !left && setPart(loaded),
      () => setFailedFor(newest),
    );
    return () => {
      left = true;
    };
  }, [newest, part]);
  return (
    <ToastContext value={add}>
      {children}
      {part ? (
        <part.ShownToasts toasts={toasts} close={close} />
      ) : (
        <PlainToasts toasts={toasts.filter(({ id, open }) => open && id <= failedFor)} close={close} />
      )}
    </ToastContext>
  );
}

/** In words and buttons alone, where the connection that is gone is also what the rest should come by. They have no clock. */
function PlainToasts({ toasts, close }: { toasts: readonly ShownToast[]; close: (id: number) => void }) {
  return (
    toasts.length > 0 && (
      <div className="fixed right-0 bottom-0 z-60 grid w-full max-w-104 gap-2 p-4">
        {toasts.map(({ id, title, description, action }) => (
          <div
            key={id}
            role="alert"
            className="grid gap-0.5 rounded-lg border bg-raised px-4 py-3 text-sm leading-5 shadow-pop"
          >
            <p className="font-medium">{title}</p>
            {description && <p className="break-words text-muted-foreground">{description}</p>}
            <div className="mt-1.5 flex gap-2">
              {action && (
                <Button
                  size="sm"
                  onClick={() => {
                    action.onSelect();
                    close(id);
                  }}
                >
                  {action.label}
                </Button>
              )}
              <Button size="sm" variant="ghost" onClick={() => close(id)}>
                Dismiss
              </Button>
            </div>
          </div>
        ))}
      </div>
    )
  );
}
