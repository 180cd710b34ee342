import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { db } from "@/db/database";
import { tokenListPath } from "@/lib/access-token/page-path";
import type { SearchParams } from "@/lib/list/definition";
import { type BulkWithdrawalPreview, previewBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/preview";
import { listBulkWithdrawals } from "@/lib/organisation/bulk-withdrawal/read";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { MomentForm } from "./moment-form";
import { Preview } from "./preview";
import { parseSweepQuery, resolveSweep, sweepsPath } from "./query";
import { StartForm } from "./start-form";
import { SweepList } from "./sweep-list";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

const TOKENS_SHOWN = 20;
const SWEEPS_SHOWN = 10;

export const metadata = { title: "Withdraw or revoke by date" };

/** Withdraw the access of all personal tokens, or revoke all of the organisation's, from before a moment: first look, then do it. */
export default async function SweepsPage({ params, searchParams }: Props) {
  const { principal, organisation } = await requireOrganisationPage((await params).slug, "withdraw_access");
  const query = parseSweepQuery(await searchParams);
  const resolved = resolveSweep(query, principal.user.timezone, principal.now);
  const { personal, organisation: own } = query;
  const path = sweepsPath(organisation.slug);
  const [preview, { sweeps }] = await Promise.all([
    resolved.status === "ready"
      ? previewBulkWithdrawal(
          db,
          principal,
          organisation,
          { made_before: resolved.madeBefore, personal, organisation: own, reason: "" },
          TOKENS_SHOWN,
        )
      : undefined,
    listBulkWithdrawals(db, organisation, { limit: SWEEPS_SHOWN, offset: 0 }),
  ]);
  return (
    <>
      <PageHeader
        above={<BackLink href={tokenListPath(organisation.slug)}>Access tokens</BackLink>}
        title="Withdraw or revoke by date"
      >
        After a theft or a leak: shut out at once every token with a secret in use that was made before a moment. One
        that was rotated since, and whose former secret has ended, is left out.
      </PageHeader>
      <div className="grid gap-8">
        <MomentForm
          // Another address is another form: Back shows what was asked then.
          key={JSON.stringify(query)}
          action={path}
          query={query}
          invalid={resolved.status === "invalid" ? resolved : undefined}
        />
        {preview !== undefined && <Preview preview={preview} />}
        {preview !== undefined && resolved.status === "ready" && preview.personal + preview.organisation > 0 && (
          <StartForm
            organisation={{ id: organisation.id, name: organisation.name }}
            path={path}
            sweep={{ made_before: resolved.madeBefore.toISOString(), personal, organisation: own }}
            words={verbWords(preview)}
          />
        )}
        <SweepList sweeps={sweeps} path={path} />
      </div>
    </>
  );
}

function verbWords({ personal, organisation }: BulkWithdrawalPreview): string {
  if (organisation === 0) return `Withdraw the access of ${personal}`;
  if (personal === 0) return `Revoke ${organisation}`;
  return `Withdraw the access of ${personal}, revoke ${organisation}`;
}
