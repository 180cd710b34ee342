import { z } from "zod";
import { db } from "@/db/database";
import { listMemberPage } from "@/db/organisation/member";
import { json } from "@/lib/api/answer/json";
import { listJson, listParameters } from "@/lib/api/answer/list";
import { listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { choiceParameter, resourceParams, textParameter } from "@/lib/api/request/parameter";
import { MEMBER_EXAMPLE, memberJson, memberSchema } from "@/lib/organisation/member/json";
import { ROLES } from "@/lib/organisation/member/roles";

const PATH = "/iam/v3/organisations/{uuid}/members/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the people in an organisation with their roles, owners first.",
    scope: "organisations:read",
    permission: "see_people",
    params: resourceParams,
    query: z.object({
      role: choiceParameter("role", ROLES),
      email: textParameter("email", "the exact e-mail address"),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the people", memberSchema, MEMBER_EXAMPLE) },
  },
  async ({ request, principal, params, query: { page, page_size: size, ...filter } }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const { rows, count } = await listMemberPage(db, params.uuid, filter, { limit: size, offset: (page - 1) * size });
    return json(listJson(request, pathOf(PATH, params), { number: page, size, count, results: rows.map(memberJson) }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list);
