"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

type TokenInUse = { token: string; setToken: (token: string) => void };

const Context = createContext<TokenInUse | undefined>(undefined);

/** Keeps the reader's token for all pages of the reference, in the memory of this tab alone: gone with a reload. */
export function TokenInUseProvider({ children }: { children: ReactNode }) {
  const [token, setToken] = useState("");
  const value = useMemo(() => ({ token, setToken }), [token]);
  return <Context value={value}>{children}</Context>;
}

export function useTokenInUse(): TokenInUse {
  const value = useContext(Context);
  if (!value) throw new Error("useTokenInUse needs a TokenInUseProvider above it");
  return value;
}
