"use client";

import type { ReactNode } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { usePolled } from "@/components/query/use-polled";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { grownLog, type ShownLog } from "@/lib/deployment/shown-log";
import { hasEnded } from "@/lib/deployment/status";
import type { DeploymentView } from "@/lib/deployment/view";
import { DeploymentStatus } from "../deployment-status";
import { CancelDeployment } from "./cancel-deployment";
import { LogView } from "./log-view";

// Reports come every few seconds at most: asking more often would show nothing more.
const POLL_MS = 1_500;

type Shown = { deployment: DeploymentView; log: ShownLog };

const isThrough = ({ deployment, log }: Shown) => hasEnded(deployment.status) && log.end >= deployment.log_bytes;

/** How far a deployment is and its log, asked again while it has not ended. */
export function LiveDeployment({ seed, path, isChangeable }: { seed: Shown; path: string; isChangeable: boolean }) {
  const { data, isError } = usePolled({
    key: ["deployment", seed.deployment.uuid, seed.deployment.ended_at],
    path: ({ log }) => `${path}/progress?from=${log.end}`,
    seed,
    every: (shown) => (isThrough(shown) ? false : POLL_MS),
    read: (answer: Shown, before) => ({ deployment: answer.deployment, log: grownLog(before.log, answer.log) }),
    enabled: !isThrough(seed),
  });
  const { deployment, log } = data;
  const isOver = hasEnded(deployment.status);
  return (
    <div className="grid gap-8">
      <section aria-label="Progress" className="grid gap-4 rounded-lg border bg-surface p-4 sm:p-5">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <p role="status" className="flex items-center gap-3 text-sm">
            <DeploymentStatus status={deployment.status} className="font-medium" />
            <span className="text-muted-foreground tabular-nums">{deployment.percent}%</span>
          </p>
          {isChangeable && !isOver && <CancelDeployment deployment={deployment} />}
        </div>
        <Progress label="Deployed" value={deployment.percent} max={100} failed={deployment.status === "failed"} />
        <Times deployment={deployment} />
        {isError && <FormNotice tone="warning">Couldn’t load the progress. Reload the page to see it.</FormNotice>}
        {!isOver && (
          <noscript>
            <p className="text-[0.8125rem] text-muted-foreground">Reload the page to see how far it is.</p>
          </noscript>
        )}
      </section>
      <LogView log={log} isOver={isOver} isCut={deployment.is_log_cut} href={`${path}/log`} />
    </div>
  );
}

function Times({ deployment: { created_at, started_at, ended_at, status } }: { deployment: DeploymentView }) {
  return (
    <dl className="grid gap-x-10 gap-y-3 text-sm sm:flex">
      <Fact name="Requested">
        <Time at={created_at} as="exact" />
      </Fact>
      <Fact name="Started">
        {started_at === null ? status === "queued" ? "Not yet" : "Never" : <Time at={started_at} as="exact" />}
      </Fact>
      <Fact name="Ended">{ended_at === null ? "Not yet" : <Time at={ended_at} as="exact" />}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-muted-foreground">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
