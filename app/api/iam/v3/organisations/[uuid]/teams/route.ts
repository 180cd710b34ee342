import { z } from "zod";
import { db } from "@/db/database";
import { listTeams } from "@/db/organisation/team";
import { invalidFields } from "@/lib/api/access-token";
import { created, json } from "@/lib/api/answer/json";
import { baseUrl, listJson, listParameters } from "@/lib/api/answer/list";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { resourceParams, textParameter } from "@/lib/api/request/parameter";
import { createTeam } from "@/lib/team/create";
import { createTeamInput } from "@/lib/team/input";
import { TEAM_EXAMPLE, teamJson, teamSchema } from "@/lib/team/json";

const PATH = "/iam/v3/organisations/{uuid}/teams/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the teams of an organisation, by name.",
    scope: "organisations:read",
    permission: "see_people",
    params: resourceParams,
    query: z.object({ name: textParameter("name", "the exact name"), ...listParameters }),
    answers: { 200: listAnswer("the teams", teamSchema, TEAM_EXAMPLE) },
  },
  async ({ request, principal, params, query: { page, page_size: size, name } }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const { rows, count } = await listTeams(db, params.uuid, { limit: size, offset: (page - 1) * size, name });
    const results = rows.map(teamJson);
    return json(listJson(request, pathOf(PATH, params), { number: page, size, count, results }));
  },
);

const create = endpoint(
  {
    method: "POST",
    path: PATH,
    summary: "Create a team of people in an organisation.",
    scope: "organisations:write",
    permission: "manage_teams",
    params: resourceParams,
    body: withExample(createTeamInput, { name: "Operations", members: ["0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27"] }),
    answers: { 201: answer("the team", teamSchema, TEAM_EXAMPLE) },
  },
  async ({ request, principal, params, body }) => {
    const result = await createTeam(db, principal, params.uuid, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    const location = `${baseUrl(request)}${pathOf(PATH, params)}${result.team.id}/`;
    return created(teamJson(result.team), location);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
