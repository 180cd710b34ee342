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
          ? "Changes to people, applications, access tokens and rules, with who made them. Nobody can change or delete an entry."
          : "What you did in the organisation, and what happened to you there. Owners and admins see the activity of everybody."
      }
      empty={
        seesAll
          ? "From now on, every change to people, applications, access tokens and rules stands here."
          : "From now on, what you change in the organisation stands here."
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
