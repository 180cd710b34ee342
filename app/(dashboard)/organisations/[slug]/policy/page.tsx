import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/page/page-header";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import type { PolicyVersion } from "@/db/organisation/policy";
import { networkOfClient } from "@/lib/access-token/form/networks";
import { roleAllows } from "@/lib/authorization/permission";
import { readPolicies } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { toLocal } from "@/lib/time/local";
import { CancelPlanned } from "./cancel-planned";
import { DryRun } from "./dry-run";
import { EnforceForm } from "./enforce-form";
import { NameOnly } from "./name-only";
import { PolicyForm } from "./policy-form";
import { Panel, RuleList, When } from "./rule-list";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Policy" };

const DAY_MS = 24 * 60 * 60 * 1000;
// Long enough for a notice to be read and a token to be edited.
const DEFAULT_NOTICE_DAYS = 14;
const TRYING = <p className="text-muted-foreground text-sm">Trying the rules…</p>;

/** The rules for tokens: those in force, those planned, and, for owners, the draft. */
export default async function PolicyPage({ params }: Props) {
  const { principal, organisation } = await requireOrganisationPage((await params).slug, "see_policy");
  const { inForce, planned, draft, history } = await readPolicies(db, organisation.id);
  const mayChange = roleAllows(organisation.role, "change_policy");
  const seesTokens = roleAllows(organisation.role, "withdraw_access");
  const base = draft ?? planned ?? inForce;
  const { timezone } = principal.user;
  const suggested = new Date(principal.now.getTime() + DEFAULT_NOTICE_DAYS * DAY_MS);
  return (
    <>
      <PageHeader title="Policy">
        Rules for personal and organisation tokens that access {organisation.name}. Tokens that don’t comply are blocked
        here, never deleted, and allowed again once they’re edited to comply.
      </PageHeader>
      <div className="grid gap-6">
        <Panel
          title="In force"
          note={inForce?.enforced_from ? <When words="Since" at={inForce.enforced_from} /> : undefined}
        >
          <div className="grid gap-4">
            <RuleList rules={rulesOf(inForce)} none="No rules: every token of every member is allowed." />
            <NameOnly
              organisation={organisation}
              rules={rulesOf(inForce)}
              seesTokens={seesTokens}
              next={
                planned === undefined
                  ? `Nothing changes until ${mayChange ? "you enforce these rules again: save them as a draft below, check the dry run, then enforce it" : "an owner enforces the rules again"}.`
                  : "Nothing changes until the planned rules apply."
              }
            />
          </div>
        </Panel>
        {planned?.enforced_from && (
          <Panel
            title="Planned"
            note={<When words="From" at={planned.enforced_from} />}
            action={mayChange ? <CancelPlanned organisationId={organisation.id} /> : undefined}
          >
            <div className="grid gap-5">
              <RuleList rules={rulesOf(planned)} none="No rules: the current ones end." />
              <NameOnly
                organisation={organisation}
                rules={rulesOf(planned)}
                seesTokens={seesTokens}
                next="To count it too, cancel the plan and enforce the draft again."
              />
              {seesTokens && (
                <section aria-labelledby="planned-dry-run" className="grid gap-3 border-t pt-4">
                  <h3 id="planned-dry-run" className="font-medium text-sm">
                    What they would block if they applied now
                  </h3>
                  <Suspense fallback={TRYING}>
                    <DryRun
                      organisation={organisation}
                      of="planned"
                      rules={rulesOf(planned)}
                      inForce={rulesOf(inForce)}
                      from={planned.enforced_from}
                      isPlanned
                      self={principal.user.id}
                    />
                  </Suspense>
                </section>
              )}
            </div>
          </Panel>
        )}
        {mayChange && (
          <Panel
            title="Draft"
            note={
              <>
                Blocks nothing until you enforce it.
                {draft && (
                  <>
                    {" "}
                    Changed <Time at={draft.created_at} />
                    {draft.by_name !== null && ` by ${draft.by_name}`}.
                  </>
                )}
              </>
            }
          >
            <PolicyForm
              key={draft?.id ?? "new"}
              organisationId={organisation.id}
              rules={rulesOf(base)}
              hasDraft={draft !== undefined}
              ownNetwork={networkOfClient(principal.client.address)}
            />
          </Panel>
        )}
        {draft && seesTokens && (
          <Panel title="Dry run" note="What the draft would block if it applied now.">
            <Suspense fallback={TRYING}>
              <DryRun
                organisation={organisation}
                of="draft"
                rules={rulesOf(draft)}
                inForce={rulesOf(inForce)}
                from={suggested}
                isPlanned={false}
                self={principal.user.id}
              />
            </Suspense>
          </Panel>
        )}
        {draft && mayChange && (
          <Panel title="Enforce the draft">
            <EnforceForm
              draftId={draft.id}
              organisationId={organisation.id}
              local={toLocal(suggested, timezone)}
              timezone={timezone}
              replaces={planned !== undefined}
            />
          </Panel>
        )}
        <History versions={history} />
      </div>
    </>
  );
}

/** Earlier rules, the latest first. */
function History({ versions }: { versions: readonly PolicyVersion[] }) {
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
