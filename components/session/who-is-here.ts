"use client";

import { useCallback, useEffect, useState } from "react";
import type { SignInAgainResult } from "@/lib/session/sign-in";

/** The account that a page was rendered for, and how it signed in then. */
export type PageAccount = { id: string; email: string; method: "password" | "oidc" };

const ADDRESS = "/login/again";
const ANSWERED = [200, 400, 401, 429];

/** Who is signed in in this browser at this moment; null for nobody, undefined when no answer came: then it is not known. */
export async function whoIsHere(): Promise<{ id: string; email: string } | null | undefined> {
  try {
    const answer = await fetch(ADDRESS, { cache: "no-store" });
    return answer.ok ? (await answer.json()).user : undefined;
  } catch {
    return undefined;
  }
}

/** What a look at who is signed in found, of the account of a page. */
export type Seen = "back" | "not_back" | "unanswered";

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
 * @returns the other account that is signed in, null for none and undefined while that is not known, and a way to look now
 */
export function useWhoIsHere(isAsked: boolean, account: PageAccount, onBack: () => void) {
  const [other, setOther] = useState<string | null>();
  const look = useCallback(async (): Promise<Seen> => {
    const user = await whoIsHere();
    // Whoever was seen last may still be there.
    if (user === undefined) return "unanswered";
    if (user?.id !== account.id) {
      setOther(user?.email ?? null);
      return "not_back";
    }
    onBack();
    return "back";
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
