import { type Column, ListTable } from "@/components/list/list-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { BulkWithdrawalPreview } from "@/lib/organisation/bulk-withdrawal/preview";

type Token = BulkWithdrawalPreview["tokens"][number];

/** Which tokens would be affected: how many, and the first of them, the most recently used first. */
export function Preview({ preview }: { preview: BulkWithdrawalPreview }) {
  const { personal, organisation, tokens } = preview;
  const count = personal + organisation;
  if (count === 0) {
    return (
      <EmptyState title="No tokens found">
        No token with access to the organisation has an active secret created before that time.
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="preview" className="grid gap-3">
      <h2 id="preview" className="font-semibold text-base">
        {count} {count === 1 ? "token" : "tokens"}{" "}
        <span className="font-normal text-muted-foreground">
          {[personal > 0 && `${personal} personal`, organisation > 0 && `${organisation} of the organisation`]
            .filter(Boolean)
            .join(", ")}
        </span>
      </h2>
      <ListTable label="Affected tokens" columns={COLUMNS} rows={tokens} keyOf={({ uuid }) => uuid} />
      {count > tokens.length && (
        <p className="text-muted-foreground text-sm">
          And {(count - tokens.length).toLocaleString("en")} more. The report will list them all.
        </p>
      )}
    </section>
  );
}

const COLUMNS: readonly Column<Token>[] = [
  {
    head: "Token",
    cell: (token) => (
      <>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 sm:min-w-44">
          <bdi className="wrap-anywhere font-medium">{token.label}</bdi>
          {token.owner.type === "organisation" && <Badge variant="danger">Will be revoked</Badge>}
        </span>
        <bdi className="break-words text-[0.8125rem] text-muted-foreground sm:hidden">{ownerName(token)}</bdi>
      </>
    ),
  },
  { head: "Owner", wide: true, cell: (token) => <bdi className="break-words">{ownerName(token)}</bdi> },
  {
    head: "Last used",
    cell: ({ last_use }) => (last_use === null ? <Never /> : <Time at={last_use.used_at} tense="past" />),
  },
  { head: "Created", wide: true, cell: ({ created_at }) => <Time at={created_at} as="date" /> },
  {
    head: "Rotated",
    wide: true,
    cell: ({ rotated_at }) => (rotated_at === null ? <Never /> : <Time at={rotated_at} as="date" />),
  },
];

function Never() {
  return <span className="text-muted-foreground">Never</span>;
}

function ownerName({ owner }: Token): string {
  return owner.type === "organisation" ? "The organisation" : owner.name;
}
