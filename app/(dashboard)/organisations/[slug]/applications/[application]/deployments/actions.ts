"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { runAction } from "@/lib/action/run-action";
import { findDeployment } from "@/lib/deployment/find";
import { requestDeploymentInput } from "@/lib/deployment/input";
import { DEPLOYMENT_REFUSALS } from "@/lib/deployment/refusals";
import { reportDeployment } from "@/lib/deployment/report";
import { requestDeployment } from "@/lib/deployment/request";
import { onceByForm } from "@/lib/form/once";

const revalidate = () => revalidatePath("/organisations/[slug]/applications", "layout");

/** Record a deployment of an environment. Whoever deploys picks it up. */
export async function requestDeploymentAction(environmentId: string, form: FormData) {
  return await runAction({
    form,
    ids: { environmentId },
    input: () => requestDeploymentInput.safeParse({ environment: environmentId }),
    verb: async (principal, input) => {
      const result = await onceByForm(
        db,
        principal,
        form,
        () => requestDeployment(db, principal, input),
        (made) => (made.status === "requested" ? made.deployment.id : undefined),
      );
      if (result.status !== "repeated" || result.madeId === null) return result;
      const made = await findDeployment(db, principal, result.madeId);
      return made.status === "found" ? { status: "requested" as const, deployment: made.deployment } : result;
    },
  })({
    answers: { requested: ({ deployment: { id } }) => ({ id }) },
    refusals: DEPLOYMENT_REFUSALS,
    revalidate,
  });
}

/** Cancel a deployment that has not ended. Whoever deploys learns it from the answer to the next report. */
export async function cancelDeploymentAction(id: string, form: FormData) {
  return await runAction({
    form,
    ids: { id },
    verb: (principal) => reportDeployment(db, principal, id, { status: "cancelled" }),
  })({ answers: { reported: true }, refusals: DEPLOYMENT_REFUSALS, revalidate, revalidatesAlways: true });
}
