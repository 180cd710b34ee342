import { db } from "@/db/database";
import { findTeam } from "@/db/organisation/team";
import { invalidFields } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { idParam, resourceParams } from "@/lib/api/request/parameter";
import { deleteTeam } from "@/lib/team/delete";
import { editTeam } from "@/lib/team/edit";
import { editTeamInput } from "@/lib/team/input";
import { TEAM_EXAMPLE, teamJson, teamSchema } from "@/lib/team/json";

const PATH = "/iam/v3/organisations/{uuid}/teams/{team}/";
const params = resourceParams.extend({ team: idParam });

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get a team.",
    scope: "organisations:read",
    permission: "see_people",
    params,
    answers: { 200: answer("the team", teamSchema, TEAM_EXAMPLE) },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const team = await findTeam(db, params.uuid, params.team);
    if (team === undefined) throw problem("not_found");
    return json(teamJson(team));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Rename a team, or change its members.",
    scope: "organisations:write",
    permission: "manage_teams",
    params,
    body: withExample(editTeamInput, { members: ["0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27"] }),
    answers: { 200: answer("the updated team", teamSchema, TEAM_EXAMPLE) },
  },
  async ({ principal, params, body }) => {
    const result = await editTeam(db, principal, { organisationId: params.uuid, teamId: params.team }, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status === "team_not_found") throw problem("not_found");
    if (result.status !== "edited") throw organisationProblem(result, principal);
    return json(teamJson(result.team));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Delete a team. The tokens it was responsible for keep working.",
    scope: "organisations:write",
    permission: "manage_teams",
    params,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const result = await deleteTeam(db, principal, { organisationId: params.uuid, teamId: params.team });
    if (result.status === "deleted") return noContent();
    if (result.status === "team_not_found") throw problem("not_found");
    if (result.status === "invalid") throw invalidFields(result.fields);
    throw organisationProblem(result, principal);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
