import { Log } from "@/components/activity/log";
import { db } from "@/db/database";
import { findActivityNames } from "@/lib/activity/find-names";
import { listOrganisationActivity } from "@/lib/activity/organisation/organisation";
import { extentOf } from "@/lib/authorization/permission";
import { type SearchParams, withoutControls } from "@/lib/list/definition";
import { parseList } from "@/lib/list/parse";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { OrganisationActivityEntry } from "./entry";
import { findOffers } from "./offers";
import { activityList, activityPath, filterOf } from "./query";

export const metadata = { title: "Activity" };

/** What happened in an organisation, newest first: owners and admins see all of it, the others what is theirs. */
export default async function OrganisationActivityPage({
  params: address,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { slug } = await address;
  const { principal, organisation } = await requireOrganisationPage(slug, "see_activity");
  const seesAll = extentOf(organisation.role, "see_activity") === "all";
  const query = parseList(activityList, await searchParams);
  const filter = filterOf(query, principal.user.timezone, principal.now);
  const [page, offers] = await Promise.all([
    listOrganisationActivity(db, principal, organisation, filter, query.place),
    findOffers(principal, organisation, query, seesAll),
  ]);
  const names = await findActivityNames(db, principal, page.rows);
  return (
    <Log
      list={seesAll ? activityList : withoutControls(activityList, ["person"])}
      path={activityPath(slug)}
      query={query}
      offers={offers}
      about={
        seesAll
          ? "Changes to people, applications, access tokens and rules, and who made them. Entries can’t be changed or deleted."
          : "What you did in the organisation and what affected you. Owners and admins see everyone’s activity."
      }
      empty={
        seesAll
          ? "Changes to people, applications, access tokens and rules will appear here."
          : "Your changes in the organisation will appear here."
      }
      page={page}
      principal={principal}
      entry={(row, earlier) => (
        <OrganisationActivityEntry
          key={row.id}
          row={row}
          earlier={earlier}
          viewer={{ principal, organisation }}
          names={names}
        />
      )}
    />
  );
}
