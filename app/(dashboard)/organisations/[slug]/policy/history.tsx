import type { PolicyVersion } from "@/db/organisation/policy";
import { rulesOf } from "@/lib/organisation/policy/row";
import { Panel, RuleList, When } from "./rule-list";

/** What held before, the latest first. */
export function History({ versions }: { versions: readonly PolicyVersion[] }) {
  if (versions.length === 0) return null;
  return (
    <Panel title="Before">
      <ol className="grid gap-5">
        {versions.map((version) => (
          <li key={version.id} className="grid gap-2">
            <p className="text-[0.8125rem] text-muted-foreground">
              {version.enforced_from && <When words="From" at={version.enforced_from} />}
              {version.by_name !== null && `, by ${version.by_name}`}
            </p>
            <RuleList rules={rulesOf(version)} none="No rules." />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
