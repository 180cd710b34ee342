"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { cancelPlannedAction } from "./actions";

/** Takes a plan back: it becomes the draft again, so nothing is lost by a slip. Where that loosens the rules, a proof is asked for. */
export function CancelPlanned({ organisationId }: { organisationId: string }) {
  const [asked, setAsked] = useState<ProofRefusal>();
  const [pending, startTransition] = useTransition();
  const toast = useToast(`policy ${organisationId}`);
  const cancelled = () => toast({ title: "Plan cancelled", description: "The rules are a draft again." });
  const cancel = () =>
    startTransition(async () => {
      try {
        const result = await cancelPlannedAction(organisationId, new FormData());
        if (result.status === "done") return cancelled();
        if (result.status === "reauthentication_required") return startTransition(() => setAsked(result));
        toast({ title: "Not cancelled", description: result.status === "refused" ? result.message : "Try again." });
      } catch (error) {
        unstable_rethrow(error);
        toast({ title: "The server did not answer", description: "Reload to see whether it is cancelled." });
      }
    });
  return (
    <>
      <Button size="sm" pending={pending} onClick={cancel}>
        Cancel plan
      </Button>
      {asked !== undefined && (
        <FormDialog
          close={() => setAsked(undefined)}
          title="Cancel the plan"
          about="What was planned would block more than what is in force."
          submit="Cancel plan"
          proofFor="loosening the rules"
          asked={asked}
          action={(form) => cancelPlannedAction(organisationId, form)}
          onDone={cancelled}
        >
          {() => null}
        </FormDialog>
      )}
    </>
  );
}
