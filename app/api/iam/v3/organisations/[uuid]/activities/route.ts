import { z } from "zod";
import { db } from "@/db/database";
import { findActivityNames } from "@/lib/activity/find-names";
import { organisationActivityJson } from "@/lib/activity/organisation/json";
import { listOrganisationActivityPage } from "@/lib/activity/organisation/organisation";
import { ORGANISATION_ACTIVITY_EXAMPLE, organisationActivitySchema } from "@/lib/activity/organisation/schema";
import { json } from "@/lib/api/answer/json";
import { listJson, listParameters, orderParameter } from "@/lib/api/answer/list";
import { listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { resourceParams, textParameter, timeParameter, uuidParameter } from "@/lib/api/request/parameter";

const PATH = "/iam/v3/organisations/{uuid}/activities/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary:
      "List what happened in an organisation. Owners and admins see everything; everyone else sees only what concerns them.",
    scope: "organisations:read",
    permission: "see_activity",
    params: resourceParams,
    query: z.object({
      application: uuidParameter("application", "only the application with this uuid"),
      user: uuidParameter("user", "only what the person with this uuid did, or what concerns them"),
      type: textParameter("type", "the exact type, such as membership.role_changed"),
      created_after: timeParameter("created_after", "from this date and time, with an offset"),
      created_before: timeParameter("created_before", "before this date and time, with an offset"),
      o: orderParameter(["created_at"], { field: "created_at", descending: true }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the entries", organisationActivitySchema, ORGANISATION_ACTIVITY_EXAMPLE) },
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
        // With several values: after the earliest, before the latest.
        ...(query.created_after === undefined ? {} : { from: query.created_after.at(0) }),
        ...(query.created_before === undefined ? {} : { to: query.created_before.at(-1) }),
      },
      { number: query.page, size: query.page_size, ascending: !query.o.descending },
    );
    const names = await findActivityNames(db, principal, rows);
    const results = rows.map((row) => organisationActivityJson(row, { principal, organisation }, names));
    return json(listJson(request, pathOf(PATH, params), { number: query.page, size: query.page_size, count, results }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list);
