"use client";

import { createContext, useContext } from "react";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

export type OpenDialog = { type: "about" | "withdraw" | "revoke"; token: OrganisationTokenDetails };
type Organisation = { id: string; name: string };

type TokenDialogsValue = {
  organisation: Organisation;
  seesAll: boolean;
  mayWithdraw: boolean;
  open: (dialog: OpenDialog) => void;
  restore: (token: { uuid: string; label: string }) => void;
};

export const DialogsContext = createContext<TokenDialogsValue | undefined>(undefined);

export function useTokenDialogs(): TokenDialogsValue {
  const value = useContext(DialogsContext);
  if (value === undefined) throw new Error("a part of the list stands outside TokenDialogs");
  return value;
}
