import { z } from "zod";
import { db } from "@/db/database";
import { findActivityNames } from "@/lib/activity/find-names";
import { organisationActivityJson } from "@/lib/activity/organisation/json";
import { listOrganisationActivityPage } from "@/lib/activity/organisation/organisation";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { listJson, listParameters, orderParameter } from "@/lib/api/list";
import { requireOrganisation } from "@/lib/api/organisation";
import { resourceParams, textParameter, timeParameter, uuidParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";

const list = endpoint(
  {
    summary: "What happened in an organisation: for its owners and admins all, for the others what is theirs.",
    scope: "organisations:read",
    permission: "see_activity",
    params: resourceParams,
    query: z.object({
      ...listParameters,
      o: orderParameter(["created_at"]).default({ field: "created_at", descending: true }),
      application: uuidParameter("application"),
      user: uuidParameter("user"),
      type: textParameter("type"),
      created_after: timeParameter("created_after"),
      created_before: timeParameter("created_before"),
    }),
  },
  async ({ request, principal, params, query }) => {
    const organisation = requireOrganisation(principal, params.uuid, "see_activity");
    const { rows, count } = await listOrganisationActivityPage(
      db,
      principal,
      organisation,
      {
        ...(query.application === undefined ? {} : { applicationId: query.application }),
        ...(query.user === undefined ? {} : { personId: query.user }),
        ...(query.type === undefined ? {} : { type: query.type }),
        // Any of several: after the earliest, before the latest.
        ...(query.created_after === undefined ? {} : { from: query.created_after.at(0) }),
        ...(query.created_before === undefined ? {} : { to: query.created_before.at(-1) }),
      },
      { number: query.page, size: query.page_size, ascending: !query.o.descending },
    );
    const names = await findActivityNames(db, principal, rows);
    const results = rows.map((row) => organisationActivityJson(row, { principal, organisation }, names));
    const path = `/iam/v3/organisations/${organisation.id}/activities/`;
    return json(listJson(request, path, { number: query.page, size: query.page_size, count, results }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list });
