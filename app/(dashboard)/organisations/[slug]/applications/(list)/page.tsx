import { redirect } from "next/navigation";
import { FilterBar } from "@/components/list/filter-bar";
import { ListCount } from "@/components/list/list-count";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { NoMatches } from "@/components/list/no-matches";
import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { db } from "@/db/database";
import { listApplications } from "@/lib/application/list";
import { extentOf, roleAllows } from "@/lib/authorization/permission";
import type { SearchParams } from "@/lib/list/definition";
import { isFiltered, lastPageHref } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { ApplicationTable } from "../application-table";
import { CreateApplication } from "../create-application";
import { applicationList } from "../query";

export const metadata = { title: "Applications" };

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

/** The applications of an organisation; a guest sees those that they were added to. */
export default async function ApplicationsPage({ params, searchParams }: Props) {
  const { principal, organisation } = await requireOrganisationPage((await params).slug, "see_applications");
  const query = parseList(applicationList, await searchParams);
  const { applications, count } = await listApplications(db, principal, organisation.id, {
    ...query,
    pageSize: applicationList.pages,
  });
  const path = `/organisations/${organisation.slug}/applications`;
  const lastPage = lastPageHref(applicationList, path, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const create = roleAllows(organisation.role, "create_application") && (
    <CreateApplication organisationId={organisation.id} base={path} />
  );
  const isGuest = extentOf(organisation.role, "see_applications") === "added";
  const isEmpty = count === 0 && !isFiltered(applicationList, query);
  return (
    <>
      <PageHeader title="Applications" action={!isEmpty && create}>
        {isGuest
          ? "The applications you were added to."
          : "The organisation’s projects, each with its environments and variables."}
      </PageHeader>
      {isEmpty ? (
        <EmptyState title={isGuest ? "Nothing is shared with you yet" : "No applications yet"} action={create}>
          {isGuest
            ? "You’ll see an application once an owner or admin adds you to it. Ask the colleague who invited you."
            : "An application holds what a client’s site needs in each environment. Tokens can be limited to it."}
        </EmptyState>
      ) : (
        <ListState list={applicationList} path={path} query={query}>
          <FilterBar>
            <ListCount count={count} noun={applicationList.noun} className="self-center max-sm:ml-auto" />
          </FilterBar>
          <ListRows>
            {count === 0 ? (
              <NoMatches title="No application matches" searched={["Nothing has", "in its name or address"]} />
            ) : (
              <ApplicationTable applications={applications} base={path} />
            )}
          </ListRows>
          <ListPages count={count} />
        </ListState>
      )}
    </>
  );
}
