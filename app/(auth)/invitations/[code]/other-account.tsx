"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { leaveAccountAction } from "./actions";

/** Someone other than the invited person is signed in. */
export function OtherAccount({ code, signedInAs, invited }: { code: string; signedInAs: string; invited: string }) {
  const { run, pending, lost } = useAction(
    async () => {
      await leaveAccountAction(code);
      return { status: "left" };
    },
    { done: "left", onDone: () => {} },
  );
  return (
    <div className="grid gap-4">
      <ActionNotice lost={lost} />
      <FormNotice tone="danger">
        The invitation is for {invited}, and you are signed in as {signedInAs}. Only the owner of the invited address
        can accept it.
      </FormNotice>
      <Button pending={pending} onClick={() => run()} className="h-auto! min-h-9 w-full whitespace-normal py-2">
        <span className="wrap-anywhere">Sign out, and accept as {invited}</span>
      </Button>
    </div>
  );
}
