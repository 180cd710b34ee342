import { ChevronLeft, Download } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import type { SearchParams } from "@/lib/access-token/form/prefill";
import { findBulkWithdrawal, listBulkWithdrawalItems } from "@/lib/organisation/bulk-withdrawal/read";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { sweepsPath } from "../query";
import { Items } from "./items";
import { LiveProgress } from "./live-progress";

type Props = { params: Promise<{ slug: string; uuid: string }>; searchParams: Promise<SearchParams> };

const PAGE_SIZE = 50;

export const metadata = { title: "Report" };

/** How far a sweep is, and at the end what became of each token. */
export default async function SweepPage({ params, searchParams }: Props) {
  const { slug, uuid } = await params;
  const { organisation } = await requireOrganisationPage(slug, "withdraw_access");
  const sweep = z.uuid().lowercase().safeParse(uuid).success
    ? await findBulkWithdrawal(db, organisation, uuid)
    : undefined;
  if (sweep === undefined) notFound();
  const asked = [(await searchParams).page].flat()[0] ?? "";
  const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
  const items = await listBulkWithdrawalItems(db, sweep.uuid, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const path = `${sweepsPath(organisation.slug)}/${sweep.uuid}`;
  const count = Object.values(sweep.tokens).reduce((sum, one) => sum + one, 0);
  return (
    <>
      <PageHeader
        above={
          <Link
            href={sweepsPath(organisation.slug)}
            className="link inline-flex items-center gap-1 decoration-transparent"
          >
            <ChevronLeft aria-hidden="true" className="-ml-1 size-4" />
            Withdraw or revoke by date
          </Link>
        }
        title={
          <>
            Made before <Time at={sweep.made_before} as="exact" />
          </>
        }
        action={
          <>
            <Button asChild>
              <a href={`${path}/download?format=csv`} download>
                <Download aria-hidden="true" /> CSV
              </a>
            </Button>
            <Button asChild>
              <a href={`${path}/download?format=ndjson`} download>
                <Download aria-hidden="true" /> NDJSON
              </a>
            </Button>
          </>
        }
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
        <Items items={items} page={page} pageSize={PAGE_SIZE} count={count} path={path} />
      </div>
    </>
  );
}
