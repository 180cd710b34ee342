import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { db } from "@/db/database";
import { tokenListPath } from "@/lib/access-token/page-path";
import type { SearchParams } from "@/lib/list/definition";
import { type BulkWithdrawalPreview, previewBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/preview";
import { listBulkWithdrawals } from "@/lib/organisation/bulk-withdrawal/read";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { BulkWithdrawalList } from "./bulk-withdrawal-list";
import { MomentForm } from "./moment-form";
import { Preview } from "./preview";
import { bulkWithdrawalsPath, parseBulkWithdrawalQuery, resolveBulkWithdrawal } from "./query";
import { StartForm } from "./start-form";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

const TOKENS_SHOWN = 20;
const BULK_WITHDRAWALS_SHOWN = 10;

export const metadata = { title: "Withdraw or revoke by date" };

/**
 * Withdraw the access of all personal tokens, or revoke all of the organisation's, created before a moment: a preview first,
 * then the action.
 */
export default async function BulkWithdrawalsPage({ params, searchParams }: Props) {
  const { principal, organisation } = await requireOrganisationPage((await params).slug, "withdraw_access");
  const query = parseBulkWithdrawalQuery(await searchParams);
  const resolved = resolveBulkWithdrawal(query, principal.user.timezone, principal.now);
  const { personal, organisation: own } = query;
  const path = bulkWithdrawalsPath(organisation.slug);
  const [preview, { bulkWithdrawals }] = await Promise.all([
    resolved.status === "ready"
      ? previewBulkWithdrawal(
          db,
          principal,
          organisation,
          { made_before: resolved.madeBefore, personal, organisation: own, reason: "" },
          TOKENS_SHOWN,
        )
      : undefined,
    listBulkWithdrawals(db, organisation, { limit: BULK_WITHDRAWALS_SHOWN, offset: 0 }),
  ]);
  return (
    <>
      <PageHeader
        above={<BackLink href={tokenListPath(organisation.slug)}>Access tokens</BackLink>}
        title="Withdraw or revoke by date"
      >
        After a theft or a leak, immediately block every token with an active secret created before a given time. Tokens
        rotated since then, with no old secret still active, are left out.
      </PageHeader>
      <div className="grid gap-8">
        <MomentForm
          // A new form for each address, so that Back shows what was asked then.
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
            bulkWithdrawal={{ made_before: resolved.madeBefore.toISOString(), personal, organisation: own }}
            words={verbMessage(preview)}
          />
        )}
        <BulkWithdrawalList bulkWithdrawals={bulkWithdrawals} path={path} />
      </div>
    </>
  );
}

function verbMessage({ personal, organisation }: BulkWithdrawalPreview): string {
  if (organisation === 0) return `Withdraw the access of ${personal}`;
  if (personal === 0) return `Revoke ${organisation}`;
  return `Withdraw the access of ${personal}, revoke ${organisation}`;
}
