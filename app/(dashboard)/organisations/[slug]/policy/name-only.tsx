import { FormNotice } from "@/components/form/form-notice";
import { db } from "@/db/database";
import { type BlockedToken, dryRun } from "@/lib/organisation/policy/dry-run";
import { letsInByName, type PolicyRules } from "@/lib/organisation/policy/rules";

const SHOWN = 20;

/**
 * Of rules that were enforced before full access was compared by what scopes grant: that they stay as they were until they are
 * enforced again, and which tokens that would newly block. Shows nothing for other rules.
 */
export async function NameOnly({
  organisation,
  rules,
  seesTokens,
  next,
}: {
  organisation: { id: string };
  rules: PolicyRules;
  /** Whether the person sees which tokens reach the organisation. */
  seesTokens: boolean;
  /** What has to happen, as a sentence. */
  next: string;
}) {
  if (!letsInByName(rules)) return null;
  return (
    <FormNotice tone="neutral">
      <div className="grid gap-2">
        <p>
          <strong className="font-medium">Only the scope all counts as full access here.</strong> These rules were
          enforced before <code>organisations:write</code>, alone or with all five <code>:write</code> scopes, also
          counted. A token with it can do as much and is still allowed.
        </p>
        {seesTokens && <NewlyBlocked tokens={await newlyBlocked(organisation.id, rules)} />}
        <p>{next}</p>
      </div>
    </FormNotice>
  );
}

async function newlyBlocked(organisationId: string, rules: PolicyRules): Promise<BlockedToken[]> {
  const { blocked } = await dryRun(db, organisationId, { ...rules, full_access_by_grant: true }, rules);
  return blocked.filter(({ isNew }) => isNew);
}

function NewlyBlocked({ tokens }: { tokens: readonly BlockedToken[] }) {
  if (tokens.length === 0) return <p>Enforcing these rules again blocks no other active token.</p>;
  return (
    <>
      <p>
        Enforcing these rules again also blocks {tokens.length === 1 ? "this token" : `these ${tokens.length} tokens`}:
      </p>
      <ul aria-label="Newly blocked tokens" className="grid list-disc gap-0.5 pl-5">
        {tokens.slice(0, SHOWN).map(({ token }) => (
          <li key={token.id}>
            <bdi className="font-medium">{token.label}</bdi>,{" "}
            {token.user_id === null ? "the organisation’s own" : <bdi>{token.owner_name}</bdi>}
          </li>
        ))}
      </ul>
      {tokens.length > SHOWN && <p>And {tokens.length - SHOWN} more: the dry run of a draft lists all of them.</p>}
    </>
  );
}
