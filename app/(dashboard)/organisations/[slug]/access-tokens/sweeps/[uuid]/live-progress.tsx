"use client";

import { useRouter } from "next/navigation";
import { FormNotice } from "@/components/form/form-notice";
import { useToastAction } from "@/components/form/use-toast-action";
import { usePolled, useRefreshWhen } from "@/components/query/use-polled";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import type { BulkWithdrawalJson } from "@/lib/organisation/bulk-withdrawal/read";
import { retryBulkWithdrawalAction } from "../actions";

// Each token takes a few milliseconds: asking every second shows progress, and costs the server little.
const POLL_MS = 1_000;

/** How far the bulk withdrawal is, asked every second while it runs; and what became of it. */
export function LiveProgress({
  seed,
  path,
  organisationId,
}: {
  seed: BulkWithdrawalJson;
  path: string;
  organisationId: string;
}) {
  const { data: bulkWithdrawal, isError } = usePolled({
    key: ["token-sweep", seed.uuid, seed.finished_at],
    path: `${path}/progress`,
    seed,
    every: ({ finished_at }) => (finished_at === null ? POLL_MS : false),
    read: (answer: BulkWithdrawalJson) => answer,
    enabled: seed.finished_at === null,
  });
  const { withdrawn, revoked, unchanged, failed, pending } = bulkWithdrawal.tokens;
  const done = withdrawn + revoked + unchanged + failed;
  const isOver = bulkWithdrawal.finished_at !== null;
  // The list of tokens below was rendered before.
  useRefreshWhen(isOver && seed.finished_at === null);
  return (
    <section aria-label="Progress" className="grid gap-4 rounded-lg border bg-surface p-4 sm:p-5">
      <div className="grid gap-2">
        <p role="status" className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
          <span className="font-medium">
            {isOver ? "Done" : pending === 0 ? "Telling the owners…" : "In progress…"}{" "}
            <span className="font-normal text-muted-foreground tabular-nums">
              {done.toLocaleString("en")} of {(done + pending).toLocaleString("en")}
            </span>
          </span>
          {bulkWithdrawal.finished_at !== null && (
            <span className="text-[0.8125rem] text-muted-foreground">
              <Time at={bulkWithdrawal.finished_at} as="exact" />
            </span>
          )}
        </p>
        <Progress label="Tokens processed" value={done} max={Math.max(1, done + pending)} />
        {!isOver && (
          <p className="text-[0.8125rem] text-muted-foreground">
            You can leave this page. It continues even if the server restarts, and we’ll tell you when it’s done.
          </p>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:gap-x-10">
        <Count words="Access withdrawn" count={withdrawn} />
        <Count words="Revoked" count={revoked} />
        <Count words="Unchanged" count={unchanged} />
        <Count words="Failed" count={failed} />
      </dl>
      {isError && <FormNotice tone="warning">Couldn’t load the progress. Reload the page to see it.</FormNotice>}
      {isOver && failed > 0 && <Retry bulkWithdrawal={bulkWithdrawal} organisationId={organisationId} />}
    </section>
  );
}

function Count({ words, count }: { words: string; count: number }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-[0.8125rem] text-muted-foreground">{words}</dt>
      <dd className="font-semibold text-lg tabular-nums leading-7">{count.toLocaleString("en")}</dd>
    </div>
  );
}

function Retry({ bulkWithdrawal, organisationId }: { bulkWithdrawal: BulkWithdrawalJson; organisationId: string }) {
  const router = useRouter();
  const { run, pending } = useToastAction(() => retryBulkWithdrawalAction(organisationId, bulkWithdrawal.uuid), {
    done: "retried",
    onDone: () => router.refresh(),
    about: () => `sweep ${bulkWithdrawal.uuid}`,
    refused: "Tokens not tried again",
  });
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <p className="text-danger-text">
        {bulkWithdrawal.tokens.failed === 1 ? "One token" : `${bulkWithdrawal.tokens.failed} tokens`} couldn’t be
        processed and may still have access.
      </p>
      <Button size="sm" pending={pending} onClick={() => run()}>
        Try again
      </Button>
    </div>
  );
}
