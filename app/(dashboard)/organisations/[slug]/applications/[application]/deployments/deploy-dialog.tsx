"use client";

import { Rocket } from "lucide-react";
import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { FormKey } from "@/components/form/form-key";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { EnvironmentJson } from "@/lib/environment/json";
import { requestDeploymentAction } from "./actions";

/** Records a deployment of an environment, and shows it. */
export function DeployDialog({
  environment,
  base,
  isBusy,
}: {
  environment: EnvironmentJson;
  /** The page of the application. */
  base: string;
  /** Whether a deployment of it is queued or running. */
  isBusy: boolean;
}) {
  const router = useRouter();
  const toast = useToast();
  const { uuid, slug, branch } = environment;
  return (
    <FormDialog
      trigger={
        <Button size="sm">
          <Rocket aria-hidden="true" /> Deploy…
        </Button>
      }
      title={`Deploy ${slug}`}
      about={
        <>
          This queues a deployment of the branch <code className="font-mono text-foreground">{branch}</code> with the
          current variables. Your deployment service or CI job picks it up and reports its progress here. If nothing
          does within an hour, it ends as abandoned.
        </>
      }
      submit="Deploy"
      action={(form) => requestDeploymentAction(uuid, form)}
      onDone={({ id }) => {
        toast({ about: `deployment ${id}`, title: "Deployment created", description: slug });
        router.push(`${base}/deployments/${id}`);
      }}
    >
      {() => (
        <>
          <FormKey />
          {isBusy && (
            <FormNotice tone="warning">
              Another deployment of {slug} hasn’t finished. This one runs in addition.
            </FormNotice>
          )}
        </>
      )}
    </FormDialog>
  );
}
