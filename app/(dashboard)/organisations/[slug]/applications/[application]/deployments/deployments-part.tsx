import { EmptyState } from "@/components/ui/empty-state";
import { db } from "@/db/database";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { hasEnded } from "@/lib/deployment/status";
import { listLatestDeployments } from "@/lib/deployment/view";
import type { EnvironmentJson } from "@/lib/environment/json";
import { DeployDialog } from "./deploy-dialog";
import { DeploymentTable } from "./deployment-table";

const SHOWN = 5;

/** The last deployments of an environment, and the button that records another one. */
export async function DeploymentsPart({
  principal,
  organisation,
  environment,
  base,
  isChangeable,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  environment: EnvironmentJson;
  base: string;
  isChangeable: boolean;
}) {
  const deployments = await listLatestDeployments(db, { principal, organisation }, environment.uuid, SHOWN);
  const isBusy = deployments.some(({ status }) => !hasEnded(status));
  const deploy = isChangeable && <DeployDialog environment={environment} base={base} isBusy={isBusy} />;
  if (deployments.length === 0) {
    return (
      <EmptyState title={`No deployments of ${environment.slug} yet`} action={deploy} className="py-9">
        Start one here or over the API. Your deployment service or CI job reports its progress.
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="deployments" className="grid gap-3 pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="deployments" className="font-semibold text-base">
          Latest deployments
        </h2>
        {deploy}
      </div>
      <DeploymentTable deployments={deployments} environment={environment.slug} base={base} />
    </section>
  );
}
