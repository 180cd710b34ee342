import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { CardCell, Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import type { BlockedToken } from "@/lib/organisation/policy/dry-run";
import { expiresBefore, firstOf, type RuleGroup } from "@/lib/organisation/policy/dry-run-groups";
import { lifetimeLabel, livedLabel, RULE_NAMES } from "@/lib/organisation/policy/messages";

const SHOWN = 50;

/**
 * The tokens that break one rule, by owner; on a phone each is a card, and an owner's first card has their name above it. No
 * `ListTable`: an owner is the head of a group of rows and spans them, where a list has one cell for each column of a row.
 */
export function RuleTable({
  group: { rule, count, owners },
  label,
  marksNew,
  from,
  self,
  limitSeconds,
}: {
  group: RuleGroup;
  label: string;
  /** Whether to mark tokens that the current rules do not block. */
  marksNew: boolean;
  from: Date;
  self: string;
  /** The longest lifetime, where that is the rule: each token's own stands beside it. */
  limitSeconds: number | null;
}) {
  return (
    <>
      <Table role="table" aria-label={`Blocked by: ${label}`} className="max-sm:block sm:max-lg:text-[0.8125rem]">
        <TableHeader role="rowgroup" className="max-sm:hidden">
          <tr>
            <TableHead role="columnheader">Owner</TableHead>
            <TableHead role="columnheader">Token</TableHead>
            <TableHead role="columnheader">Last used</TableHead>
            {limitSeconds !== null && <TableHead role="columnheader">Lifetime</TableHead>}
            <TableHead role="columnheader">Expires</TableHead>
            <TableHead role="columnheader">Also against</TableHead>
          </tr>
        </TableHeader>
        <TableBody role="rowgroup" className="max-sm:block">
          {firstOf(owners, SHOWN).map(({ id, name, tokens }) =>
            tokens.map((one, n) => (
              <TableRow
                key={one.token.id}
                role="row"
                className="max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-2 max-sm:px-4 max-sm:py-3"
              >
                {n === 0 && (
                  <th
                    scope="rowgroup"
                    rowSpan={tokens.length}
                    className="break-words text-left align-top font-normal max-sm:col-span-full max-sm:text-muted-foreground sm:min-w-20 sm:px-3 sm:py-3 sm:first:pl-4"
                  >
                    {id === null ? "The organisation" : <bdi>{name}</bdi>}
                    {id === self && <span className="text-muted-foreground"> (you)</span>}
                  </th>
                )}
                <TokenCells
                  blocked={one}
                  rule={rule}
                  marksNew={marksNew}
                  from={from}
                  self={self}
                  limitSeconds={limitSeconds}
                />
              </TableRow>
            )),
          )}
        </TableBody>
      </Table>
      {count > SHOWN && (
        <p className="text-muted-foreground text-sm">
          The {SHOWN} most recently used of {count}. The file lists all of them.
        </p>
      )}
    </>
  );
}

function TokenCells({
  blocked,
  rule,
  marksNew,
  from,
  self,
  limitSeconds,
}: {
  blocked: BlockedToken;
  rule: PolicyRule;
  marksNew: boolean;
  from: Date;
  self: string;
  limitSeconds: number | null;
}) {
  const { token, rules } = blocked;
  const others = rules.filter((other) => other !== rule);
  // Everyone who sees a dry run manages the organisation's own tokens; a personal token is its owner's alone.
  const opens = token.user_id === null || token.user_id === self;
  return (
    <>
      <CardCell className="max-sm:col-span-full sm:first:pl-3">
        <span className="block break-words font-medium sm:min-w-28">
          {opens ? (
            <Link href={`/account/access-tokens/${token.id}`} className="link">
              <bdi>{token.label}</bdi>
            </Link>
          ) : (
            <bdi>{token.label}</bdi>
          )}
          {marksNew && blocked.isNew && <Badge className="ml-2">Newly blocked</Badge>}
        </span>
      </CardCell>
      <CardCell label="Last used" className="whitespace-nowrap">
        {token.last_used_at === null ? "Never" : <Time at={token.last_used_at} />}
      </CardCell>
      {limitSeconds !== null && (
        <CardCell label="Lifetime" className="whitespace-nowrap tabular-nums">
          {livedLabel(token)}
          <span className="block text-[0.8125rem] text-muted-foreground">limit {lifetimeLabel(limitSeconds)}</span>
        </CardCell>
      )}
      <CardCell label="Expires" className="whitespace-nowrap">
        {token.expires_at === null ? "Never" : <Time at={token.expires_at} />}
        {expiresBefore(blocked, from) && <span className="block text-muted-foreground">before then</span>}
      </CardCell>
      <CardCell className="max-sm:col-span-full">
        {others.length > 0 && (
          <span className="flex flex-wrap items-center gap-1">
            <span className="text-muted-foreground text-xs sm:hidden">Also against</span>
            {others.map((other) => (
              <Badge key={other}>{RULE_NAMES[other]}</Badge>
            ))}
          </span>
        )}
      </CardCell>
    </>
  );
}
