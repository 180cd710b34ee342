"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { LeaveButton } from "./leave-button";
import type { WayBack } from "./way-back";

/** Signing in at the identity provider takes a page of its own: in a new tab, and then on from here. */
export function AtProvider({
  account,
  other,
  providerName,
  look,
}: Omit<WayBack, "onSignedIn"> & { providerName: string; look: () => Promise<boolean> }) {
  const [state, setState] = useState<"idle" | "looking" | "not_yet">("idle");
  const goOn = async () => {
    setState("looking");
    setState((await look()) ? "idle" : "not_yet");
  };
  return (
    <>
      <DialogBody className="grid content-start gap-3 text-sm">
        <p>
          {other === undefined
            ? "Sign in in a new tab, then come back to this one."
            : "In a new tab, sign out of the other account and sign in to this one. Then come back here."}
        </p>
        <Button asChild className="justify-self-start">
          <a href="/login" target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden="true" />
            {other === undefined ? `Sign in with ${providerName}` : "Open a new tab"}
          </a>
        </Button>
        <p role="status" className="wrap-anywhere text-danger-text empty:hidden">
          {state === "not_yet" && `${account.email} is not signed in yet.`}
        </p>
      </DialogBody>
      <DialogFooter>
        <LeaveButton other={other} />
        <Button variant="primary" onClick={goOn} pending={state === "looking"}>
          Continue
        </Button>
      </DialogFooter>
    </>
  );
}
