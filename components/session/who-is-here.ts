"use client";

import { useCallback, useEffect, useState } from "react";
import type { SignInAgainResult } from "@/lib/session/sign-in";

/** The account that a page was rendered for, and how it signed in then. */
export type PageAccount = { id: string; email: string; method: "password" | "oidc" };

const ADDRESS = "/login/again";
const ANSWERED = [200, 400, 401, 429];

/** Who is signed in in this browser at this moment; null for nobody. @throws when no answer came */
export async function whoIsHere(): Promise<{ id: string; email: string } | null> {
  const answer = await fetch(ADDRESS, { cache: "no-store" });
  if (!answer.ok) throw new Error(`who is signed in could not be read: ${answer.status}`);
  return (await answer.json()).user;
}

/** Sign in without leaving the page. `failed`: no answer came. */
export async function signInHere(email: string, password: string): Promise<SignInAgainResult | { status: "failed" }> {
  try {
    const answer = await fetch(ADDRESS, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    return ANSWERED.includes(answer.status) ? await answer.json() : { status: "failed" };
  } catch {
    return { status: "failed" };
  }
}

/**
 * Look who is signed in each time that the person comes back to this tab, and once at the beginning. As soon as it is the account
 * of the page, `onBack` is called.
 * @returns the other account that is signed in, null for none and undefined while that is not known, and a way to look now: it tells whether the page's account is back
 */
export function useWhoIsHere(isAsked: boolean, account: PageAccount, onBack: () => void) {
  const [other, setOther] = useState<string | null>();
  const look = useCallback(async (): Promise<boolean> => {
    const user = await whoIsHere().catch(() => null);
    if (user?.id === account.id) onBack();
    else setOther(user?.email ?? null);
    return user?.id === account.id;
  }, [account.id, onBack]);
  useEffect(() => {
    if (!isAsked) return;
    void look();
    const onReturn = () => {
      if (document.visibilityState === "visible") void look();
    };
    window.addEventListener("focus", onReturn);
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      window.removeEventListener("focus", onReturn);
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [isAsked, look]);
  return { other, look };
}
