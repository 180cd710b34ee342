import { ActivityList } from "@/components/activity/activity-list";
import { Download } from "@/components/activity/download";
import { Filters } from "@/components/activity/filters";
import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { db } from "@/db/database";
import { findActivityNames } from "@/lib/activity/find-names";
import { listOrganisationActivity } from "@/lib/activity/organisation/organisation";
import { extentOf } from "@/lib/authorization/permission";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { findChoices } from "./choices";
import { OrganisationActivityEntry } from "./entry";
import { activityPath, filterOf, paramsOf, parseQuery } from "./query";

export const metadata = { title: "Activity" };

/** What happened in an organisation, newest first: owners and admins see all of it, the others what is theirs. */
export default async function OrganisationActivityPage({
  params: address,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await address;
  const { principal, organisation } = await requireOrganisationPage(slug, "see_activity");
  const seesAll = extentOf(organisation.role, "see_activity") === "all";
  const query = parseQuery(await searchParams);
  const filter = filterOf(query, principal.user.timezone, principal.now);
  const [page, choices] = await Promise.all([
    listOrganisationActivity(db, principal, organisation, filter, query.place),
    findChoices(principal, organisation, query),
  ]);
  const names = await findActivityNames(db, principal, page.rows);
  const [path, params] = [activityPath(slug), paramsOf(query)];
  return (
    <>
      <PageHeader title="Activity" action={<Download path={path} params={params.toString()} />}>
        {seesAll
          ? "Changes to people, applications, access tokens and rules, with who made them. Nobody can change or delete an entry."
          : "What you did in the organisation, and what happened to you there. Owners and admins see the activity of everybody."}
      </PageHeader>
      <Filters
        path={path}
        query={query}
        params={params.toString()}
        placeholder="Name, address or client"
        choices={choices}
      >
        <ActivityList
          page={page}
          query={query}
          path={path}
          params={params}
          principal={principal}
          empty={
            <EmptyState title="Nothing has been recorded yet">
              {seesAll
                ? "From now on, every change to people, applications, access tokens and rules stands here."
                : "From now on, what you change in the organisation stands here."}
            </EmptyState>
          }
          entry={(row) => (
            <OrganisationActivityEntry key={row.id} row={row} viewer={{ principal, organisation }} names={names} />
          )}
        />
      </Filters>
    </>
  );
}
