import { z } from "zod";
import { db } from "@/db/database";
import { listMemberPage } from "@/db/organisation/member";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { listJson, listParameters } from "@/lib/api/list";
import { requireOrganisation } from "@/lib/api/organisation";
import { choiceParameter, resourceParams, textParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { memberJson } from "@/lib/organisation/member/json";
import { ROLES } from "@/lib/organisation/member/roles";

const list = endpoint(
  {
    summary: "List the people of an organisation with their roles, owners first.",
    scope: "organisations:read",
    permission: "see_people",
    params: resourceParams,
    query: z.object({
      ...listParameters,
      role: choiceParameter("role", ROLES),
      email: textParameter("email"),
    }),
  },
  async ({ request, principal, params, query: { page, page_size: size, ...filter } }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const { rows, count } = await listMemberPage(db, params.uuid, filter, { limit: size, offset: (page - 1) * size });
    const path = `/iam/v3/organisations/${params.uuid}/members/`;
    return json(listJson(request, path, { number: page, size, count, results: rows.map(memberJson) }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list });
