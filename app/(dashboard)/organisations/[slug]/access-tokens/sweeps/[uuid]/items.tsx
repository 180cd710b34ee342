import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { type Column, ListTable } from "@/components/list/list-table";
import { Time } from "@/components/ui/time";
import type { ListQuery } from "@/lib/list/definition";
import type { BulkWithdrawalItemJson } from "@/lib/organisation/bulk-withdrawal/read";
import { bulkWithdrawalItemList } from "../query";

const OUTCOMES: Record<BulkWithdrawalItemJson["outcome"], string> = {
  pending: "To do",
  withdrawn: "Access withdrawn",
  revoked: "Revoked",
  unchanged: "Unchanged",
  failed: "Failed",
};

const COLUMNS: readonly Column<BulkWithdrawalItemJson>[] = [
  {
    head: "Token",
    cell: (item) => (
      <>
        <bdi className="wrap-anywhere font-medium">{item.label}</bdi>
        <bdi className="block break-words text-[0.8125rem] text-muted-foreground sm:hidden">{ownerName(item)}</bdi>
      </>
    ),
  },
  { head: "Owner", wide: true, cell: (item) => <bdi className="break-words">{ownerName(item)}</bdi> },
  {
    head: "Result",
    cell: ({ outcome }) => (
      <span className={outcome === "failed" ? "text-danger-text" : undefined}>{OUTCOMES[outcome]}</span>
    ),
  },
  { head: "When", wide: true, cell: ({ done_at }) => done_at !== null && <Time at={done_at} tense="past" /> },
];

/** What became of each token. */
export function Items({
  items,
  query,
  count,
  path,
}: {
  items: readonly BulkWithdrawalItemJson[];
  query: ListQuery<typeof bulkWithdrawalItemList>;
  count: number;
  path: string;
}) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="report" className="grid gap-3">
      <h2 id="report" className="font-semibold text-base">
        Each token
      </h2>
      <ListState list={bulkWithdrawalItemList} path={path} query={query}>
        <ListRows>
          <ListTable label="Each token" columns={COLUMNS} rows={items} keyOf={({ uuid }) => uuid} />
        </ListRows>
        <p className="text-[0.8125rem] text-muted-foreground">
          Unchanged: rotated, revoked or withdrawn before its turn, or its owner has left.
        </p>
        <ListPages count={count} />
      </ListState>
    </section>
  );
}

function ownerName({ owner }: BulkWithdrawalItemJson): string {
  return owner?.name ?? "The organisation";
}
