"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { UNANSWERED } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { LeaveButton } from "./leave-button";
import type { WayBack } from "./way-back";
import type { Seen } from "./who-is-here";

/** Signing in at the identity provider takes a page of its own: in a new tab, and then on from here. */
export function AtProvider({
  account,
  other,
  providerName,
  look,
}: Omit<WayBack, "onSignedIn"> & { providerName: string; look: () => Promise<Seen> }) {
  const [state, setState] = useState<Seen | "looking">("back");
  const goOn = async () => {
    setState("looking");
    setState(await look());
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
          {state === "not_back" && `${account.email} isn’t signed in yet.`}
          {state === "unanswered" && `${UNANSWERED}. Try again: nothing was submitted yet.`}
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
