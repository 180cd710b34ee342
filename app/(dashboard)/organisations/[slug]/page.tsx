import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/page/page-header";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { roleAllows } from "@/lib/authorization/permission";
import { aRole } from "@/lib/organisation/member/roles";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { Applications } from "./home/applications";
import { NeedyTokens } from "./home/needy-tokens";
import { People } from "./home/people";
import { Teams } from "./home/teams";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { organisation } = await requireOrganisationPage((await props.params).slug, "see_organisation");
  return { title: organisation.name };
}

/** An organisation's page: its applications, people and teams, and the tokens that need attention. */
export default async function OrganisationPage(props: Props) {
  const { principal, organisation } = await requireOrganisationPage((await props.params).slug, "see_organisation");
  const seesPeople = roleAllows(organisation.role, "see_people");
  return (
    <>
      <PageHeader title={organisation.name}>
        {organisation.isPlatform ? "The platform’s own organisation: its owners manage this instance. " : ""}
        You are {aRole(organisation.role)} here.
      </PageHeader>
      <div className={cn("grid gap-x-10 gap-y-10", seesPeople && "lg:grid-cols-[minmax(0,1fr)_18rem]")}>
        <div className="grid min-w-0 content-start gap-10">
          <Suspense fallback={<Waiting />}>
            <Applications principal={principal} organisation={organisation} />
          </Suspense>
          <Suspense fallback={<Waiting />}>
            <NeedyTokens principal={principal} organisation={organisation} />
          </Suspense>
        </div>
        {seesPeople && (
          <div className="grid min-w-0 content-start gap-10 sm:max-lg:grid-cols-2">
            <Suspense fallback={<Waiting />}>
              <People organisation={organisation} />
            </Suspense>
            <Suspense fallback={<Waiting />}>
              <Teams organisation={organisation} />
            </Suspense>
          </div>
        )}
      </div>
    </>
  );
}

function Waiting() {
  return (
    <div aria-hidden="true" className="grid gap-3">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-28" />
    </div>
  );
}
