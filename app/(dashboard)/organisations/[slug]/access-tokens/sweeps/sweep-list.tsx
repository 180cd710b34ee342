import Link from "next/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { BulkWithdrawalJson } from "@/lib/organisation/bulk-withdrawal/read";

/** What was dealt with before, each with the way to its report. */
export function SweepList({ sweeps, path }: { sweeps: readonly BulkWithdrawalJson[]; path: string }) {
  if (sweeps.length === 0) return null;
  return (
    <section aria-labelledby="sweeps" className="grid gap-3">
      <h2 id="sweeps" className="font-semibold text-base">
        Done before
      </h2>
      <Table aria-label="Done before">
        <TableHeader>
          <tr>
            <TableHead>When</TableHead>
            <TableHead>Made before</TableHead>
            <TableHead className="max-sm:hidden">By</TableHead>
            <TableHead>How it went</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {sweeps.map((sweep) => (
            <TableRow key={sweep.uuid}>
              <TableCell className="sm:whitespace-nowrap">
                <Link href={`${path}/${sweep.uuid}`} className="link">
                  <Time at={sweep.created_at} tense="past" />
                </Link>
                <bdi className="block text-[0.8125rem] text-muted-foreground sm:hidden">{sweep.created_by?.name}</bdi>
              </TableCell>
              <TableCell>
                <Time at={sweep.made_before} as="date" />
              </TableCell>
              <TableCell className="max-sm:hidden">
                <bdi>{sweep.created_by?.name ?? "–"}</bdi>
              </TableCell>
              <TableCell>{outcomeWords(sweep)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

/** `12 withdrawn, 3 revoked, 1 failed`, or how much is left. */
export function outcomeWords({
  tokens,
  finished_at: finishedAt,
}: Pick<BulkWithdrawalJson, "tokens" | "finished_at">): string {
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
