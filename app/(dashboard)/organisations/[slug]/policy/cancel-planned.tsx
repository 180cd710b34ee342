"use client";

import { unstable_rethrow } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { cancelPlannedAction } from "./actions";

/** Takes a plan back: it becomes the draft again, so nothing is lost by a slip. */
export function CancelPlanned({ organisationId }: { organisationId: string }) {
  const [pending, startTransition] = useTransition();
  const toast = useToast(`policy ${organisationId}`);
  const cancel = () =>
    startTransition(async () => {
      try {
        const result = await cancelPlannedAction(organisationId);
        if (result.status === "done") toast({ title: "Plan cancelled", description: "The rules are a draft again." });
        else
          toast({ title: "Not cancelled", description: result.status === "refused" ? result.message : "Try again." });
      } catch (error) {
        unstable_rethrow(error);
        toast({ title: "The server did not answer", description: "Reload to see whether it is cancelled." });
      }
    });
  return (
    <Button size="sm" pending={pending} onClick={cancel}>
      Cancel plan
    </Button>
  );
}
