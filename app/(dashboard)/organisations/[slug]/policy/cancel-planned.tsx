"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { useToastAction } from "@/components/form/use-toast-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { cancelPlannedAction } from "./actions";

/**
 * Cancels a plan: it becomes the draft again, so a slip loses nothing. Where that loosens the rules, it asks for a proof of
 * identity.
 */
export function CancelPlanned({ organisationId }: { organisationId: string }) {
  const about = `policy ${organisationId}`;
  const toast = useToast(about);
  const cancelled = () => toast({ title: "Plan cancelled", description: "The rules are a draft again." });
  const { run, pending, refusal, forget } = useToastAction(() => cancelPlannedAction(organisationId, new FormData()), {
    done: "cancelled",
    onDone: cancelled,
    about: () => about,
    refused: "Plan not cancelled",
  });
  const asked = refusal?.status === "reauthentication_required" ? refusal : undefined;
  return (
    <>
      <Button size="sm" pending={pending} onClick={() => run()}>
        Cancel plan
      </Button>
      {asked !== undefined && (
        <FormDialog
          close={forget}
          title="Cancel the plan"
          about="The planned rules would block more than the current ones."
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
