import { Link } from "@/components/ui/link";
import { Progress } from "@/components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { DeploymentView } from "@/lib/deployment/view";
import { DeploymentStatus } from "./deployment-status";

/** Deployments of an environment, newest first; on a narrow window each row becomes a card. */
export function DeploymentTable({
  deployments,
  environment,
  base,
}: {
  deployments: readonly DeploymentView[];
  environment: string;
  base: string;
}) {
  return (
    <Table role="table" aria-label={`Deployments of ${environment}`} className="max-sm:block">
      <TableHeader role="rowgroup" className="max-sm:hidden">
        <tr>
          <TableHead>Status</TableHead>
          <TableHead>Progress</TableHead>
          <TableHead>Requested</TableHead>
          <TableHead>By</TableHead>
          <TableHead>
            <span className="sr-only">Open</span>
          </TableHead>
        </tr>
      </TableHeader>
      <TableBody role="rowgroup" className="max-sm:block">
        {deployments.map((deployment) => (
          <DeploymentRow
            key={deployment.uuid}
            deployment={deployment}
            href={`${base}/deployments/${deployment.uuid}`}
          />
        ))}
      </TableBody>
    </Table>
  );
}

function DeploymentRow({ deployment, href }: { deployment: DeploymentView; href: string }) {
  const { status, percent, created_at, by } = deployment;
  return (
    <TableRow
      role="row"
      className="max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-4 max-sm:gap-y-1.5 max-sm:px-4 max-sm:py-3"
    >
      <TableCell role="cell" className="max-sm:p-0!">
        <DeploymentStatus status={status} />
      </TableCell>
      <TableCell role="cell" className="max-sm:order-last max-sm:col-span-2 max-sm:p-0! sm:w-1/3">
        <span className="flex items-center gap-3">
          <Progress label="Progress" value={percent} max={100} failed={status === "failed"} className="min-w-16" />
          <span className="w-10 shrink-0 text-right text-[0.8125rem] text-muted-foreground tabular-nums">
            {percent}%
          </span>
        </span>
      </TableCell>
      <TableCell role="cell" className="whitespace-nowrap text-muted-foreground max-sm:p-0! max-sm:text-right">
        <Time at={created_at} tense="past" />
      </TableCell>
      <TableCell role="cell" className="wrap-anywhere text-muted-foreground max-sm:p-0! sm:w-1/3">
        <bdi>{by}</bdi>
      </TableCell>
      <TableCell role="cell" className="text-right max-sm:p-0!">
        <Link href={href} className="link whitespace-nowrap">
          Open<span className="sr-only"> the deployment by {by}</span>
        </Link>
      </TableCell>
    </TableRow>
  );
}
