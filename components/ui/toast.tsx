"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { onSignOfLife } from "./sign-of-life";
import { DURATION_MS, type ShownToast, type ToastAbout, type ToastInput } from "./toast-input";

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

/** What shows toasts is loaded at the first sign of a person, and at the latest with the first of them. */
export function Toaster({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const [part, setPart] = useState<Awaited<ReturnType<typeof loadToasts>>>();
  const [isMissing, setIsMissing] = useState(false);
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
  const isWanted = toasts.length > 0 && part === undefined;
  useEffect(() => {
    if (!isWanted) return;
    let left = false;
    loadToasts().then(
      (loaded) => !left && setPart(loaded),
      () => !left && setIsMissing(true),
    );
    return () => {
      left = true;
    };
  }, [isWanted]);
  return (
    <ToastContext value={add}>
      {children}
      {part ? (
        <part.ShownToasts toasts={toasts} close={close} />
      ) : (
        isMissing &&
        toasts.filter(({ open }) => open).map((toast) => <PlainToast key={toast.id} {...toast} close={close} />)
      )}
    </ToastContext>
  );
}

/** In words alone, where the connection that is gone is also what the rest should come by. */
function PlainToast({ id, title, description, close }: ShownToast & { close: (id: number) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => close(id), DURATION_MS);
    return () => clearTimeout(timer);
  }, [id, close]);
  return (
    <div
      role="alert"
      className="fixed right-4 bottom-4 z-60 max-w-96 rounded-lg border bg-raised px-4 py-3 text-sm leading-5 shadow-pop"
    >
      <p className="font-medium">{title}</p>
      <p className="text-muted-foreground">{description}</p>
    </div>
  );
}
