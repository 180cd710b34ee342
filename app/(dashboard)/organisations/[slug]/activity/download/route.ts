import { db } from "@/db/database";
import { withNames } from "@/lib/activity/find-names";
import { organisationActivityExport } from "@/lib/activity/organisation/export";
import { countOrganisationActivity, readOrganisationActivity } from "@/lib/activity/organisation/organisation";
import { upTo } from "@/lib/activity/query";
import { organisationDownload } from "@/lib/export/organisation";
import { parseList } from "@/lib/list/parse";
import { activityList, filterOf } from "../query";

/** What the person sees of an organisation's activity as a file. */
export const GET = organisationDownload(
  "see_activity",
  "organisation.activity_exported",
  async ({ principal, organisation, params }) => {
    const { now, user } = principal;
    const filter = upTo(now, filterOf(parseList(activityList, params), user.timezone, now));
    return {
      status: "found",
      name: `activity-${organisation.slug}`,
      date: now,
      count: await countOrganisationActivity(db, principal, organisation, filter),
      table: organisationActivityExport({ principal, organisation }),
      rows: withNames(db, principal, readOrganisationActivity(db, principal, organisation, filter)),
    };
  },
);
