"use client";

import { useToastAction } from "@/components/form/use-toast-action";
import { signOutAction } from "./actions";

/** Sign this browser out, and go to the first page. */
export async function signOut(): Promise<{ status: "ended" }> {
  await signOutAction();
  return { status: "ended" };
}

/** `signOut` for a button outside a form. */
export function useSignOut(): () => void {
  const { run } = useToastAction(signOut, {
    done: "ended",
    onDone: () => {},
    about: () => "sign-out",
    refused: "Session not ended",
    unanswered: "You may still be signed in.",
  });
  return run;
}
