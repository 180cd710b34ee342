import type { ReactNode } from "react";

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
export const DURATION_MS = 7_000;
/**
 * `about` names the one thing that a toast is about, such as `token ${uuid}`: the toast before about the same thing goes. Whatever
 * is done to a thing names it alike, from its creation on.
 */
export type ToastAbout = ToastInput & { about: string };

export type ShownToast = ToastAbout & { id: number; open: boolean };
