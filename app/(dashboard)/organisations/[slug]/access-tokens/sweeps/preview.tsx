import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { BulkWithdrawalPreview } from "@/lib/organisation/bulk-withdrawal/preview";

/** Which tokens would be dealt with: how many, and the first of them, those first that were used last. */
export function Preview({ preview }: { preview: BulkWithdrawalPreview }) {
  const { personal, organisation, tokens } = preview;
  const count = personal + organisation;
  if (count === 0) {
    return (
      <EmptyState title="There is no such token">
        Nothing that reaches the organisation has a secret in use from before that moment.
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
      <Table aria-label="Tokens that would be dealt with">
        <TableHeader>
          <tr>
            <TableHead>Token</TableHead>
            <TableHead className="max-sm:hidden">Owner</TableHead>
            <TableHead>Last used</TableHead>
            <TableHead className="max-sm:hidden">Created</TableHead>
            <TableHead className="max-sm:hidden">Rotated</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {tokens.map((token) => (
            <TableRow key={token.uuid}>
              <TableCell>
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1 sm:min-w-44">
                  <bdi className="wrap-anywhere font-medium">{token.label}</bdi>
                  {token.owner.type === "organisation" && <Badge variant="danger">Will be revoked</Badge>}
                </span>
                <bdi className="break-words text-[0.8125rem] text-muted-foreground sm:hidden">{ownerName(token)}</bdi>
              </TableCell>
              <TableCell className="max-sm:hidden">
                <bdi className="break-words">{ownerName(token)}</bdi>
              </TableCell>
              <TableCell>
                {token.last_use === null ? (
                  <span className="text-muted-foreground">Never</span>
                ) : (
                  <Time at={token.last_use.used_at} tense="past" />
                )}
              </TableCell>
              <TableCell className="max-sm:hidden">
                <Time at={token.created_at} as="date" />
              </TableCell>
              <TableCell className="max-sm:hidden">
                {token.rotated_at === null ? (
                  <span className="text-muted-foreground">Never</span>
                ) : (
                  <Time at={token.rotated_at} as="date" />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {count > tokens.length && (
        <p className="text-muted-foreground text-sm">
          And {(count - tokens.length).toLocaleString("en")} more. The report names all.
        </p>
      )}
    </section>
  );
}

function ownerName({ owner }: BulkWithdrawalPreview["tokens"][number]): string {
  return owner.type === "organisation" ? "The organisation" : owner.name;
}
