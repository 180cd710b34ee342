import { notFound, redirect } from "next/navigation";
import { DownloadLinks } from "@/components/list/download-links";
import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import type { SearchParams } from "@/lib/list/definition";
import { lastPageHref, offsetOf } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { countItems, listBulkWithdrawalItems } from "@/lib/organisation/bulk-withdrawal/read";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { sweepItemList, sweepsPath } from "../query";
import { findBulkWithdrawalOf } from "./find-sweep";
import { Items } from "./items";
import { LiveProgress } from "./live-progress";

type Props = { params: Promise<{ slug: string; uuid: string }>; searchParams: Promise<SearchParams> };

export const metadata = { title: "Report" };

/** How far a sweep is, and at the end what became of each token. */
export default async function SweepPage({ params, searchParams }: Props) {
  const { slug, uuid } = await params;
  const { organisation } = await requireOrganisationPage(slug, "withdraw_access");
  const sweep = await findBulkWithdrawalOf(organisation, uuid);
  if (sweep === undefined) notFound();
  const path = `${sweepsPath(organisation.slug)}/${sweep.uuid}`;
  const query = parseList(sweepItemList, await searchParams);
  const count = countItems(sweep);
  const lastPage = lastPageHref(sweepItemList, path, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const items = await listBulkWithdrawalItems(db, sweep.uuid, offsetOf(sweepItemList, query));
  return (
    <>
      <PageHeader
        above={<BackLink href={sweepsPath(organisation.slug)}>Withdraw or revoke by date</BackLink>}
        title={
          <>
            Made before <Time at={sweep.made_before} as="exact" />
          </>
        }
        action={<DownloadLinks path={path} />}
      >
        <p>
          {sweep.personal && sweep.organisation
            ? "Personal tokens’ access withdrawn, the organisation’s own revoked"
            : sweep.personal
              ? "Personal tokens’ access withdrawn"
              : "The organisation’s own tokens revoked"}
          , begun <Time at={sweep.created_at} tense="past" />
          {sweep.created_by !== null && (
            <>
              {" by "}
              <bdi>{sweep.created_by.name}</bdi>
            </>
          )}
          .
        </p>
        {sweep.reason !== "" && (
          <p className="break-words">
            Reason: <bdi className="text-foreground">{sweep.reason}</bdi>
          </p>
        )}
      </PageHeader>
      <div className="grid gap-8">
        <LiveProgress seed={sweep} path={path} organisationId={organisation.id} />
        <Items items={items} query={query} count={count} path={path} />
      </div>
    </>
  );
}
