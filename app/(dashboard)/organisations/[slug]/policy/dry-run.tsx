import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { expiresBefore, groupByRule } from "@/lib/organisation/policy/dry-run-groups";
import { ruleMessage } from "@/lib/organisation/policy/messages";
import { hasRules, type PolicyRules } from "@/lib/organisation/policy/rules";
import { RuleTable } from "./rule-table";

/** Which tokens rules would block, by rule and then by owner. */
export async function DryRun({
  organisation,
  of,
  rules,
  inForce,
  from,
  isPlanned,
  self,
}: {
  organisation: { id: string; name: string; slug: string };
  of: "draft" | "planned";
  rules: PolicyRules;
  /** What applies now. */
  inForce: PolicyRules;
  /** From when they would apply: as planned, or as suggested for a draft. */
  from: Date;
  isPlanned: boolean;
  self: string;
}) {
  const { blocked, owners, total, exempt } = await dryRun(db, organisation.id, rules, inForce);
  const networks = rules.allowed_networks !== null && (
    <span className="text-muted-foreground"> Networks are checked against use in the last 30 days.</span>
  );
  if (blocked.length === 0) {
    return (
      <p className="text-sm">
        Nothing: all {total} active tokens comply{exempt > 0 && " or are exempt"}.{networks} {exemptMessage(exempt)}
      </p>
    );
  }
  const groups = groupByRule(blocked);
  const over = blocked.filter((one) => expiresBefore(one, from)).length;
  const newly = blocked.filter(({ isNew }) => isNew).length;
  const path = `/organisations/${organisation.slug}/policy/download?format=csv&of=${of}`;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5 text-sm">
          <p>
            <strong className="font-medium">
              {blocked.length} of {total} active tokens
            </strong>{" "}
            would be blocked{owners > 0 && `, affecting ${owners} ${owners === 1 ? "person" : "people"}`}.{networks}
          </p>
          {exempt > 0 && <p className="text-muted-foreground">{exemptMessage(exempt)}</p>}
          {hasRules(inForce) && <p>{newlyMessage(newly, blocked.length)}</p>}
          {over > 0 && (
            <p className="text-muted-foreground">
              {over === 1 ? "One of them expires" : `${over} of them expire`} before{" "}
              {isPlanned ? "then" : <Time at={from} as="exact" />}, so nothing will be blocked for them.
            </p>
          )}
        </div>
        <Button asChild size="sm">
          <a href={path} download>
            <Download aria-hidden="true" /> Download as CSV
          </a>
        </Button>
      </div>
      <ul aria-label="By rule" className="grid gap-1.5 text-sm">
        {groups.map(({ rule, count }) => (
          <li key={rule} className="flex gap-3">
            <span className="w-10 shrink-0 text-right font-medium tabular-nums">{count}</span>
            <a href={`#${of}-${rule}`} className="link min-w-0 break-words">
              {ruleMessage(rule, rules)}
            </a>
          </li>
        ))}
      </ul>
      {groups.map((group) => (
        <section key={group.rule} id={`${of}-${group.rule}`} className="grid scroll-mt-20 gap-2">
          <h3 className="min-w-0 break-words font-medium text-sm">
            {ruleMessage(group.rule, rules)}{" "}
            <span className="font-normal text-muted-foreground tabular-nums">{group.count}</span>
          </h3>
          <RuleTable
            group={group}
            marksNew={newly > 0 && newly < blocked.length}
            label={ruleMessage(group.rule, rules)}
            from={from}
            self={self}
            limitSeconds={group.rule === "longest_lifetime" ? rules.longest_lifetime_seconds : null}
          />
        </section>
      ))}
    </div>
  );
}

function exemptMessage(exempt: number): string {
  if (exempt === 0) return "";
  return `${exempt === 1 ? "1 imported token is" : `${exempt} imported tokens are`} exempt until imported tokens stop working.`;
}

function newlyMessage(newly: number, blocked: number): string {
  if (newly === 0) return "All of them are already blocked.";
  if (newly === blocked) return "None of them is blocked yet.";
  return `${newly} of them ${newly === 1 ? "is" : "are"} newly blocked.`;
}
