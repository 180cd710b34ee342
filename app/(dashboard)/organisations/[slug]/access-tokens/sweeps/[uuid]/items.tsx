import { Pagination } from "@/components/ui/pagination";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { BulkWithdrawalItemJson } from "@/lib/organisation/bulk-withdrawal/read";

const OUTCOMES: Record<BulkWithdrawalItemJson["outcome"], string> = {
  pending: "To do",
  withdrawn: "Access withdrawn",
  revoked: "Revoked",
  unchanged: "Left as it was",
  failed: "Failed",
};

/** What became of each token. */
export function Items({
  items,
  page,
  pageSize,
  count,
  path,
}: {
  items: readonly BulkWithdrawalItemJson[];
  page: number;
  pageSize: number;
  count: number;
  path: string;
}) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="report" className="grid gap-3">
      <h2 id="report" className="font-semibold text-base">
        Each token
      </h2>
      <Table aria-label="Each token">
        <TableHeader>
          <tr>
            <TableHead>Token</TableHead>
            <TableHead className="max-sm:hidden">Owner</TableHead>
            <TableHead>How it went</TableHead>
            <TableHead className="max-sm:hidden">When</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {items.map((item) => (
            <TableRow key={item.uuid}>
              <TableCell>
                <bdi className="wrap-anywhere font-medium">{item.label}</bdi>
                <bdi className="block break-words text-[0.8125rem] text-muted-foreground sm:hidden">
                  {item.owner?.name ?? "The organisation"}
                </bdi>
              </TableCell>
              <TableCell className="max-sm:hidden">
                <bdi className="break-words">{item.owner?.name ?? "The organisation"}</bdi>
              </TableCell>
              <TableCell className={item.outcome === "failed" ? "text-danger-text" : undefined}>
                {OUTCOMES[item.outcome]}
              </TableCell>
              <TableCell className="max-sm:hidden">
                {item.done_at !== null && <Time at={item.done_at} tense="past" />}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="text-[0.8125rem] text-muted-foreground">
        Left as it was: rotated, revoked or withdrawn before its turn, or its owner has left.
      </p>
      <Pagination page={page} pageSize={pageSize} count={count} noun="tokens" hrefFor={(to) => `${path}?page=${to}`} />
    </section>
  );
}
