import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import { POLICY_RULES, type PolicyRule } from "@/lib/authorization/policy-rule";
import { ruleMessage } from "@/lib/organisation/policy/messages";
import { hasRules, type PolicyRules } from "@/lib/organisation/policy/rules";

/** A part of the page with its title, a note and its actions. */
export function Panel({
  title,
  note,
  action,
  children,
}: {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 sm:px-5">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <h2 className="font-semibold text-base">{title}</h2>
          {note && <p className="text-[0.8125rem] text-muted-foreground">{note}</p>}
        </div>
        {action}
      </div>
      <div className="px-4 py-4 sm:px-5">{children}</div>
    </section>
  );
}

/** `Since 3 May 2026, 14:00` */
export function When({ words, at }: { words: string; at: Date }) {
  return (
    <>
      {words} <Time at={at} as="exact" />
    </>
  );
}

/** Rules as sentences. */
export function RuleList({ rules, none }: { rules: PolicyRules; none: string }) {
  if (!hasRules(rules)) return <p className="text-muted-foreground text-sm">{none}</p>;
  return (
    <ul className="grid gap-1.5 text-sm">
      {rulesIn(rules).map((rule) => (
        <li key={rule} className="flex gap-2.5">
          <span aria-hidden="true" className="mt-2 size-1.5 shrink-0 rounded-full bg-active" />
          <span className="min-w-0 break-words">{ruleMessage(rule, rules)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The rules that are set. */
export function rulesIn(rules: PolicyRules): PolicyRule[] {
  const set: Record<PolicyRule, boolean> = {
    personal_tokens: !rules.personal_tokens_allowed,
    all_access: !rules.all_access_allowed,
    expiration_required: rules.expiration_required,
    longest_lifetime: rules.longest_lifetime_seconds !== null,
    purpose_required: rules.purpose_required,
    networks: rules.allowed_networks !== null,
  };
  return POLICY_RULES.filter((rule) => set[rule]);
}
