import Link from "next/link";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { db } from "@/db/database";
import type { SearchParams } from "@/lib/access-token/form/prefill";
import { listApplications } from "@/lib/application/list";
import { extentOf, roleAllows } from "@/lib/authorization/permission";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { ApplicationTable } from "../application-table";
import { CreateApplication } from "../create-application";
import { Filters } from "../filters";
import { listHref, PAGE_SIZE, parseListQuery } from "../query";

export const metadata = { title: "Applications" };

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

/** The applications of an organisation; for a guest those that he or she was added to. */
export default async function ApplicationsPage({ params, searchParams }: Props) {
  const { principal, organisation } = await requireOrganisationPage((await params).slug, "see_applications");
  const query = parseListQuery(await searchParams);
  const { applications, count } = await listApplications(db, principal, organisation.id, {
    ...query,
    pageSize: PAGE_SIZE,
  });
  const path = `/organisations/${organisation.slug}/applications`;
  // Beyond the end: the last page is what is meant.
  if (applications.length === 0 && count > 0) redirect(listHref(path, query, { page: Math.ceil(count / PAGE_SIZE) }));
  const create = roleAllows(organisation.role, "create_application") && (
    <CreateApplication organisationId={organisation.id} base={path} />
  );
  const isGuest = extentOf(organisation.role, "see_applications") === "added";
  const isEmpty = count === 0 && query.search === "";
  return (
    <>
      <PageHeader title="Applications" action={!isEmpty && create}>
        {isGuest
          ? "The applications that you were added to."
          : "The projects of the organisation, each with its environments and their variables."}
      </PageHeader>
      {!isEmpty && <Filters path={path} query={query} count={count} />}
      {isEmpty ? (
        <EmptyState title={isGuest ? "Nothing is shared with you yet" : "No applications yet"} action={create}>
          {isGuest
            ? "You see an application once an owner or admin has added you to it: ask the colleague who invited you."
            : "An application holds what a client’s site needs in each environment, and tokens can be limited to it."}
        </EmptyState>
      ) : count === 0 ? (
        <EmptyState
          title="Nothing found"
          action={
            <Button asChild>
              <Link href={path}>Show all applications</Link>
            </Button>
          }
        >
          No application has “<bdi>{query.search}</bdi>” in its name or address.
        </EmptyState>
      ) : (
        <ApplicationTable applications={applications} base={path} />
      )}
      <div className="mt-4">
        <Pagination
          page={query.page}
          pageSize={PAGE_SIZE}
          count={count}
          noun="applications"
          hrefFor={(page) => listHref(path, query, { page })}
        />
      </div>
    </>
  );
}
