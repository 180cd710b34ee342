import { z } from "zod";
import { db } from "@/db/database";
import { listTeams } from "@/db/organisation/team";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { baseUrl, listJson, listParameters } from "@/lib/api/list";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { resourceParams, textParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { createTeam } from "@/lib/team/create";
import { createTeamInput } from "@/lib/team/input";
import { teamJson } from "@/lib/team/json";

const pathOf = (organisation: string) => `/iam/v3/organisations/${organisation}/teams/`;

const list = endpoint(
  {
    summary: "List the teams of an organisation, by name.",
    scope: "organisations:read",
    permission: "see_people",
    params: resourceParams,
    query: z.object({ ...listParameters, name: textParameter("name") }),
  },
  async ({ request, principal, params, query: { page, page_size: size, name } }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const { rows, count } = await listTeams(db, params.uuid, { limit: size, offset: (page - 1) * size, name });
    const results = rows.map(teamJson);
    return json(listJson(request, pathOf(params.uuid), { number: page, size, count, results }));
  },
);

const create = endpoint(
  {
    summary: "Group people of an organisation in a team.",
    scope: "organisations:write",
    permission: "manage_teams",
    params: resourceParams,
    body: createTeamInput,
  },
  async ({ request, principal, params, body }) => {
    const result = await createTeam(db, principal, params.uuid, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    const answer = json(teamJson(result.team), 201);
    answer.headers.set("Location", `${baseUrl(request)}${pathOf(params.uuid)}${result.team.id}/`);
    return answer;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
