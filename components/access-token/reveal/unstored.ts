"use client";

import { createContext, useCallback, useContext, useState } from "react";
import { confirmStoredAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import type { Life } from "@/lib/access-token/attention/attention";
import { lifeOf } from "@/lib/access-token/attention/life";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** The hints of secrets that the page shows at this moment, or that were just confirmed: what the server says of them is older. */
const KnownContext = createContext<ReadonlySet<string>>(new Set());
export const KnownSecrets = KnownContext.Provider;

export type Unstored = NonNullable<TokenDetailsJson["rotation_details"]["unstored"]>;

/** The secret of this token that a page showed and nobody stored; null while there is nothing to say about it. */
export function useUnstored(token: Pick<TokenDetailsJson, "rotation_details">) {
  const known = useContext(KnownContext);
  const { unstored } = token.rotation_details;
  return unstored !== null && known.has(unstored.hint) ? null : unstored;
}

/**
 * The facts by which a person's own token may need attention, as this page knows them. @param isBlocked whether an
 * organisation's policy denies it
 */
export function useLife(token: TokenDetailsJson, isBlocked: boolean): Life {
  const isUnstored = useUnstored(token) !== null;
  return { ...lifeOf(token, isBlocked), isUnstored };
}

/** Which secrets were confirmed as stored on this page, and how to confirm one. The server is told meanwhile. */
export function useStored() {
  const [stored, setStored] = useState<ReadonlySet<string>>(new Set());
  const confirm = useCallback((uuid: string, hint: string) => {
    setStored((hints) => new Set(hints).add(hint));
    // If that fails, the token's page asks for it later.
    confirmStoredAction(uuid, hint).catch(() => {});
  }, []);
  return { stored, confirm };
}
