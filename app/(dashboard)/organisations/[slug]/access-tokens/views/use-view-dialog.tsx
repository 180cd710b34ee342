"use client";

import { type ReactNode, useCallback, useState } from "react";
import { useLater } from "@/components/ui/use-later";
import type { ViewChange } from "./view-change";

const loadDialog = () => import("./view-dialog");

/** The dialog about a view, which the page shows once it is opened. */
export function useViewDialog(organisationId: string): { open: (change: ViewChange) => void; dialog: ReactNode } {
  const [change, setChange] = useState<ViewChange>();
  const close = useCallback(() => setChange(undefined), []);
  const later = useLater(loadDialog, change !== undefined, close);
  const dialog = later && change && <later.ViewDialog organisationId={organisationId} change={change} close={close} />;
  return { open: setChange, dialog };
}
