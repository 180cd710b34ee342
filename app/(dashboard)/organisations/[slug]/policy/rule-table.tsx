import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { BlockedToken } from "@/lib/organisation/policy/dry-run";
import { expiresBefore, firstOf, type RuleGroup } from "@/lib/organisation/policy/dry-run-groups";
import type { PolicyRule } from "@/lib/organisation/policy/rules";
import { RULE_NAMES } from "@/lib/organisation/policy/words";

const SHOWN = 50;

/** The tokens that break one rule, by owner. */
export function RuleTable({
  group: { rule, count, owners },
  label,
  from,
  self,
}: {
  group: RuleGroup;
  label: string;
  from: Date;
  self: string;
}) {
  return (
    <>
      <Table aria-label={`Blocked by: ${label}`}>
        <TableHeader>
          <tr>
            <TableHead>Owner</TableHead>
            <TableHead>Token</TableHead>
            <TableHead>Last used</TableHead>
            <TableHead>Expires</TableHead>
            <TableHead>Also against</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {firstOf(owners, SHOWN).map(({ id, name, tokens }) =>
            tokens.map((one, n) => (
              <TableRow key={one.token.id}>
                {n === 0 && (
                  <th
                    scope="rowgroup"
                    rowSpan={tokens.length}
                    className="min-w-28 break-words px-3 py-3 text-left align-top font-normal first:pl-4"
                  >
                    {id === null ? "The organisation" : <bdi>{name}</bdi>}
                    {id === self && <span className="text-muted-foreground"> (you)</span>}
                  </th>
                )}
                <TokenCells blocked={one} rule={rule} from={from} self={self} />
              </TableRow>
            )),
          )}
        </TableBody>
      </Table>
      {count > SHOWN && (
        <p className="text-muted-foreground text-sm">
          The {SHOWN} used last of {count}. The file has them all.
        </p>
      )}
    </>
  );
}

function TokenCells({
  blocked,
  rule,
  from,
  self,
}: {
  blocked: BlockedToken;
  rule: PolicyRule;
  from: Date;
  self: string;
}) {
  const { token, rules } = blocked;
  // Whoever sees a dry run manages the organisation's own tokens; those of other people are theirs alone.
  const opens = token.user_id === null || token.user_id === self;
  return (
    <>
      <TableCell>
        <span className="block min-w-36 break-words font-medium">
          {opens ? (
            <Link href={`/account/access-tokens/${token.id}`} className="link">
              <bdi>{token.label}</bdi>
            </Link>
          ) : (
            <bdi>{token.label}</bdi>
          )}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {token.last_used_at === null ? "Never" : <Time at={token.last_used_at} />}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {token.expires_at === null ? "Never" : <Time at={token.expires_at} />}
        {expiresBefore(blocked, from) && <span className="block text-muted-foreground">before then</span>}
      </TableCell>
      <TableCell>
        <span className="flex flex-wrap gap-1">
          {rules
            .filter((other) => other !== rule)
            .map((other) => (
              <Badge key={other}>{RULE_NAMES[other]}</Badge>
            ))}
        </span>
      </TableCell>
    </>
  );
}
