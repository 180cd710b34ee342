"use client";

import { ConfirmAction } from "@/components/form/confirm-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { endOtherSessionsAction } from "./actions";

/** End every session but this one, after a question: work that is open elsewhere is lost. */
export function SignOutElsewhere({ others }: { others: number }) {
  const toast = useToast("other sessions");
  return (
    <ConfirmAction
      trigger={<Button>Sign out everywhere else</Button>}
      title="Sign out everywhere else"
      description={
        <>
          {others === 1 ? "One other session ends" : `${others} other sessions end`} at once; whoever uses{" "}
          {others === 1 ? "it" : "one"} has to sign in again. Your access tokens keep working: revoke those on their own
          page.
        </>
      }
      action={endOtherSessionsAction}
      onDone={({ count }) => toast({ title: count === 1 ? "One session ended" : `${count} sessions ended` })}
    />
  );
}
