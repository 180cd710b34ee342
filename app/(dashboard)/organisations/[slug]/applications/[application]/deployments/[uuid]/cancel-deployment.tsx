"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { DeploymentView } from "@/lib/deployment/view";
import { cancelDeploymentAction } from "../actions";

/** Cancels a deployment that has not ended. */
export function CancelDeployment({ deployment: { uuid, environment } }: { deployment: DeploymentView }) {
  const toast = useToast();
  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" className="text-danger-text hover:bg-danger-soft">
          Cancel deployment…
        </Button>
      }
      title="Cancel deployment"
      about="The deployment is permanently marked as cancelled. The job itself isn’t stopped, but finds out when it next reports."
      submit="Cancel deployment"
      cancel="Keep it running"
      danger
      action={(form) => cancelDeploymentAction(uuid, form)}
      onDone={() =>
        toast({ about: `deployment ${uuid}`, title: "Deployment cancelled", description: environment.slug })
      }
    >
      {() => null}
    </FormDialog>
  );
}
