"use client";

import { createContext, useContext } from "react";
import type { Unstored } from "@/components/access-token/reveal/unstored";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { Prefill } from "@/lib/access-token/form/prefill";
import type { TokenDetailsJson, TokenJson } from "@/lib/access-token/json";

/** The secret of a new token, or a new secret of an existing one: waiting for its first use, or current at once. */
export type RevealedState = "new" | "pending" | "replaced";

/** Settings of the instance that the dialogs show. */
export type DialogSettings = {
  appUrl: string;
  brandName: string;
  oidcName: string;
  /** Where the person is, as a network that a token can be allowed for; null where that is not known. */
  ownNetwork: string | null;
};

/** The one dialog that is open. A new secret is in `reveal` and in nothing else of the page; `find` holds one that was pasted. */
export type OpenDialog =
  | { type: "create"; prefill?: Prefill; organisation?: TokenOrganisation }
  | { type: "reveal"; token: TokenJson; secret: string; secretState: RevealedState }
  | { type: "rotate"; token: TokenDetailsJson; leaked?: boolean }
  | { type: "replace_unstored"; token: TokenDetailsJson; unstored: Unstored }
  | { type: "edit"; token: TokenDetailsJson; addScopes?: readonly string[]; focus?: "expiration" }
  | { type: "revoke"; token: TokenDetailsJson }
  | { type: "revoke_many"; tokens: readonly TokenDetailsJson[]; onRevoked: (uuids: string[]) => void }
  | { type: "find"; expected?: TokenDetailsJson; pasted?: string | undefined };

export const DialogsContext = createContext<((dialog: OpenDialog) => void) | undefined>(undefined);

/** Open one of the dialogs about tokens. */
export function useOpenDialog(): (dialog: OpenDialog) => void {
  const open = useContext(DialogsContext);
  if (!open) throw new Error("useOpenDialog needs TokenDialogs above it");
  return open;
}

/** The props of each dialog. */
export type DialogContext = { close: () => void; restoreFocus: (event: Event) => void; settings: DialogSettings };

/** The hint of the secret that a reveal shows. */
export function hintOf({ token, secretState }: Extract<OpenDialog, { type: "reveal" }>): string {
  return (secretState === "pending" ? token.rotation.pending?.hint : undefined) ?? token.hint;
}
