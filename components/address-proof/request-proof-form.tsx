"use client";

import { useActionState } from "react";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { requestProofAction } from "./actions";

/** The button that mails the link, and what to do while it is on its way. */
export function RequestProofForm() {
  const [state, action, pending] = useActionState(requestProofAction, { status: "idle" });
  if (state.status === "asked") {
    return <p className="mt-2">The link is on its way. Open it within 24 hours, and enter your password there.</p>;
  }
  return (
    <form action={action} className="mt-2 grid justify-items-start gap-2">
      {state.status === "slow_down" && (
        <WaitNotice
          key={`${state.retryAt.getTime()}.${state.waitSeconds}`}
          seconds={state.waitSeconds}
          why="Mail was asked for several times already. Look into your mail, and into spam."
        />
      )}
      <Button type="submit" size="sm" pending={pending}>
        Send confirmation mail
      </Button>
    </form>
  );
}
