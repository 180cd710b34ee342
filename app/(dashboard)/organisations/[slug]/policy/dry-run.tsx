import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import type { PolicyRules } from "@/lib/organisation/policy/rules";
import { RULE_NAMES, ruleWords } from "@/lib/organisation/policy/words";

const SHOWN = 100;

/** Which tokens rules would block, whose they are, and by which rule. */
export async function DryRun({
  organisation,
  rules,
  self,
}: {
  organisation: { id: string; name: string; slug: string };
  rules: PolicyRules;
  self: string;
}) {
  const { blocked, byRule, owners, total } = await dryRun(db, organisation.id, rules);
  if (blocked.length === 0) {
    return (
      <p className="text-sm">
        Nothing: all {total} active tokens fit.{" "}
        {rules.allowedNetworks !== null && (
          <span className="text-muted-foreground">Networks go by where tokens were used from in the last 30 days.</span>
        )}
      </p>
    );
  }
  return (
    <div className="grid gap-4">
      <p className="text-sm">
        <strong className="font-medium">
          {blocked.length} of {total} active tokens
        </strong>{" "}
        would be blocked{owners > 0 && `, of ${owners} ${owners === 1 ? "person" : "people"}`}.
        {rules.allowedNetworks !== null && (
          <span className="text-muted-foreground">
            {" "}
            Networks go by where tokens were used from in the last 30 days.
          </span>
        )}
      </p>
      <ul aria-label="By rule" className="grid gap-1.5 text-sm">
        {byRule.map(({ rule, count }) => (
          <li key={rule} className="flex gap-3">
            <span className="w-10 shrink-0 text-right font-medium tabular-nums">{count}</span>
            <span className="min-w-0 break-words text-muted-foreground">{ruleWords(rule, rules)}</span>
          </li>
        ))}
      </ul>
      <Table aria-label="Tokens that would be blocked">
        <TableHeader>
          <tr>
            <TableHead>Token</TableHead>
            <TableHead>Owner</TableHead>
            <TableHead>Last used</TableHead>
            <TableHead>Against</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {blocked.slice(0, SHOWN).map(({ token, rules: broken }) => (
            <TableRow key={token.id}>
              <TableCell>
                <bdi className="block min-w-36 break-words font-medium">{token.label}</bdi>
              </TableCell>
              <TableCell>
                <span className="break-words">
                  {token.user_id === null ? "The organisation" : token.owner_name}
                  {token.user_id === self && <span className="text-muted-foreground"> (you)</span>}
                </span>
              </TableCell>
              <TableCell>{token.last_used_at === null ? "Never" : <Time at={token.last_used_at} />}</TableCell>
              <TableCell>
                <span className="flex flex-wrap gap-1">
                  {broken.map((rule) => (
                    <Badge key={rule}>{RULE_NAMES[rule]}</Badge>
                  ))}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {blocked.length > SHOWN && (
        <p className="text-muted-foreground text-sm">
          The {SHOWN} used last of {blocked.length}. The API lists them all, at{" "}
          <code className="break-all font-mono text-[0.8125rem]">
            /iam/v3/organisations/{organisation.id}/policy/dry-run/
          </code>
          .
        </p>
      )}
    </div>
  );
}
