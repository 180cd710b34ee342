import { type Column, ListTable } from "@/components/list/list-table";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { BulkWithdrawalJson } from "@/lib/organisation/bulk-withdrawal/read";

/** Earlier bulk withdrawals, each with a link to its report. */
export function BulkWithdrawalList({
  bulkWithdrawals,
  path,
}: {
  bulkWithdrawals: readonly BulkWithdrawalJson[];
  path: string;
}) {
  if (bulkWithdrawals.length === 0) return null;
  return (
    <section aria-labelledby="bulk-withdrawals" className="grid gap-3">
      <h2 id="bulk-withdrawals" className="font-semibold text-base">
        Previous runs
      </h2>
      <ListTable label="Previous runs" columns={columnsAt(path)} rows={bulkWithdrawals} keyOf={({ uuid }) => uuid} />
    </section>
  );
}

function columnsAt(path: string): Column<BulkWithdrawalJson>[] {
  return [
    {
      head: "When",
      className: "sm:whitespace-nowrap",
      cell: ({ uuid, created_at, created_by }) => (
        <>
          <Link href={`${path}/${uuid}`} className="link">
            <Time at={created_at} tense="past" />
          </Link>
          <bdi className="block text-[0.8125rem] text-muted-foreground sm:hidden">{created_by?.name}</bdi>
        </>
      ),
    },
    { head: "Created before", cell: ({ made_before }) => <Time at={made_before} as="date" /> },
    { head: "By", wide: true, cell: ({ created_by }) => <bdi>{created_by?.name ?? "–"}</bdi> },
    { head: "Result", cell: outcomeMessage },
  ];
}

/** `12 withdrawn, 3 revoked, 1 failed`, or how much is left. */
function outcomeMessage({ tokens, finished_at: finishedAt }: BulkWithdrawalJson): string {
  const { withdrawn, revoked, unchanged, failed, pending } = tokens;
  const parts = [
    withdrawn > 0 && `${withdrawn} withdrawn`,
    revoked > 0 && `${revoked} revoked`,
    unchanged > 0 && `${unchanged} unchanged`,
    failed > 0 && `${failed} failed`,
    finishedAt === null && `${pending} to do`,
  ].filter(Boolean);
  return parts.length === 0 ? "No token" : parts.join(", ");
}
