import { notFound, redirect } from "next/navigation";
import { DownloadLinks } from "@/components/list/download/download-links";
import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import type { SearchParams } from "@/lib/list/definition";
import { lastPageHref, offsetOf } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { countItems, listBulkWithdrawalItems } from "@/lib/organisation/bulk-withdrawal/read";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { bulkWithdrawalItemList, bulkWithdrawalsPath } from "../query";
import { findBulkWithdrawalOf } from "./find-bulk-withdrawal";
import { Items } from "./items";
import { LiveProgress } from "./live-progress";

type Props = { params: Promise<{ slug: string; uuid: string }>; searchParams: Promise<SearchParams> };

export const metadata = { title: "Report" };

/** How far a bulk withdrawal is, and at the end what became of each token. */
export default async function BulkWithdrawalPage({ params, searchParams }: Props) {
  const { slug, uuid } = await params;
  const { organisation } = await requireOrganisationPage(slug, "withdraw_access");
  const bulkWithdrawal = await findBulkWithdrawalOf(organisation, uuid);
  if (bulkWithdrawal === undefined) notFound();
  const path = `${bulkWithdrawalsPath(organisation.slug)}/${bulkWithdrawal.uuid}`;
  const query = parseList(bulkWithdrawalItemList, await searchParams);
  const count = countItems(bulkWithdrawal);
  const lastPage = lastPageHref(bulkWithdrawalItemList, path, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const items = await listBulkWithdrawalItems(db, bulkWithdrawal.uuid, offsetOf(bulkWithdrawalItemList, query));
  return (
    <>
      <PageHeader
        above={<BackLink href={bulkWithdrawalsPath(organisation.slug)}>Withdraw or revoke by date</BackLink>}
        title={
          <>
            Created before <Time at={bulkWithdrawal.made_before} as="exact" />
          </>
        }
        action={<DownloadLinks path={path} />}
      >
        <p>
          {bulkWithdrawal.personal && bulkWithdrawal.organisation
            ? "Personal tokens’ access withdrawn, the organisation’s own revoked"
            : bulkWithdrawal.personal
              ? "Personal tokens’ access withdrawn"
              : "The organisation’s own tokens revoked"}
          , started <Time at={bulkWithdrawal.created_at} tense="past" />
          {bulkWithdrawal.created_by !== null && (
            <>
              {" by "}
              <bdi>{bulkWithdrawal.created_by.name}</bdi>
            </>
          )}
          .
        </p>
        {bulkWithdrawal.reason !== "" && (
          <p className="break-words">
            Reason: <bdi className="text-foreground">{bulkWithdrawal.reason}</bdi>
          </p>
        )}
      </PageHeader>
      <div className="grid gap-8">
        <LiveProgress seed={bulkWithdrawal} path={path} organisationId={organisation.id} />
        <Items items={items} query={query} count={count} path={path} />
      </div>
    </>
  );
}
