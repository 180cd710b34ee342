import { db } from "@/db/database";
import { withNames } from "@/lib/activity/find-names";
import { organisationExportHead, organisationExportRow } from "@/lib/activity/organisation/export";
import { countOrganisationActivity, readOrganisationActivity } from "@/lib/activity/organisation/organisation";
import { upTo } from "@/lib/activity/query";
import { dayOf, linesOf } from "@/lib/download/file";
import { organisationDownload } from "@/lib/download/organisation";
import { parseList } from "@/lib/list/parse";
import { activityList, filterOf } from "../query";

/** What the person sees of an organisation's activity as a file. */
export const GET = organisationDownload(
  "see_activity",
  "organisation.activity_exported",
  async ({ principal, organisation, format, params }) => {
    const { timezone } = principal.user;
    const filter = upTo(principal.now, filterOf(parseList(activityList, params), timezone, principal.now));
    return {
      status: "found",
      file: {
        name: `activity-${organisation.slug}-${dayOf(principal.now)}`,
        count: await countOrganisationActivity(db, principal, organisation, filter),
        head: organisationExportHead(format),
        lines: linesOf(
          withNames(db, principal, readOrganisationActivity(db, principal, organisation, filter)),
          (named) => organisationExportRow(format, named, { principal, organisation }),
        ),
      },
    };
  },
);
