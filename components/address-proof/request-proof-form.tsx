"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { MAILED_LATELY } from "@/lib/one-time-code/refusals";
import { requestProofAction } from "./actions";

/** The button that mails the link, and what to do while it is on its way. */
export function RequestProofForm() {
  const { state, lost, pending, formProps } = usePostedForm(requestProofAction, { status: "idle" });
  if (state.status === "asked") {
    return <p className="mt-2">The link is on its way. Open it within 24 hours, and enter your password there.</p>;
  }
  return (
    <form {...formProps} className="mt-2 grid justify-items-start gap-2">
      <ActionNotice lost={lost} />
      {state.status === "slow_down" && (
        <WaitNotice
          key={`${state.retryAt.getTime()}.${state.waitSeconds}`}
          seconds={state.waitSeconds}
          why={MAILED_LATELY}
        />
      )}
      <Button type="submit" size="sm" pending={pending}>
        Send confirmation mail
      </Button>
    </form>
  );
}
