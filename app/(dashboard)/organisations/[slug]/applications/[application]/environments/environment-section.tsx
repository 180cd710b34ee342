import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { db } from "@/db/database";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import type { EnvironmentJson } from "@/lib/environment/json";
import { listVariables } from "@/lib/environment-variable/list";
import { DeploymentsPart } from "../deployments/deployments-part";
import { AddVariable } from "../variables/add-variable";
import { ImportVariables } from "../variables/import-variables";
import { VariableTable } from "../variables/variable-table";
import { DeleteEnvironment, EditEnvironment } from "./environment-dialogs";

const PAGE_SIZE = 100;

/** One environment: its branch, its variables, and its last deployments. */
export async function EnvironmentSection({
  principal,
  organisation,
  environment,
  page,
  base,
  isChangeable,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  environment: EnvironmentJson;
  page: number;
  base: string;
  isChangeable: boolean;
}) {
  const { variables, count } = await listVariables(db, principal, environment.uuid, { page, pageSize: PAGE_SIZE });
  const add = isChangeable && (
    <>
      <ImportVariables environment={environment} />
      <AddVariable environment={environment} />
    </>
  );
  return (
    <div className="grid gap-4 pt-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <p className="text-muted-foreground text-sm">
          Branch <code className="wrap-anywhere font-mono text-[0.8125rem] text-foreground">{environment.branch}</code>
          {" · "}
          {count === 1 ? "1 variable" : `${count} variables`}
        </p>
        {isChangeable && (
          <div className="flex gap-2">
            <EditEnvironment environment={environment} base={base} />
            <DeleteEnvironment environment={environment} variables={count} base={base} />
          </div>
        )}
        {count > 0 && <div className="flex flex-wrap gap-2 sm:ml-auto">{add}</div>}
      </div>
      {count === 0 ? (
        <EmptyState title={`No variables in ${environment.slug} yet`} action={add} className="py-9">
          Variables are available to whatever runs in the environment. Their values are stored encrypted.
        </EmptyState>
      ) : (
        <VariableTable variables={variables} environment={environment.slug} isChangeable={isChangeable} />
      )}
      <Pagination
        page={page}
        pageSize={PAGE_SIZE}
        count={count}
        noun="variables"
        hrefFor={(other) => `${base}?environment=${environment.slug}&page=${other}`}
      />
      <DeploymentsPart
        principal={principal}
        organisation={organisation}
        environment={environment}
        base={base}
        isChangeable={isChangeable}
      />
    </div>
  );
}
