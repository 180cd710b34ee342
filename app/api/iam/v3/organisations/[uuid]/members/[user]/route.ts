import { db } from "@/db/database";
import { findMember } from "@/db/organisation/member";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { memberProblem } from "@/lib/api/member";
import { requireOrganisation } from "@/lib/api/organisation";
import { idParam, resourceParams } from "@/lib/api/request/parameter";
import { changeRole, changeRoleInput } from "@/lib/organisation/member/change-role";
import { MEMBER_EXAMPLE, memberJson, memberSchema } from "@/lib/organisation/member/json";
import { removeMember } from "@/lib/organisation/member/remove";

const PATH = "/iam/v3/organisations/{uuid}/members/{user}/";
const params = resourceParams.extend({ user: idParam });

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get a person in an organisation.",
    scope: "organisations:read",
    permission: "see_people",
    params,
    answers: { 200: answer("the person", memberSchema, MEMBER_EXAMPLE) },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const member = await findMember(db, params.uuid, params.user);
    if (member === undefined) throw problem("not_found");
    return json(memberJson(member));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Change a person's role, to at most your own. The last owner's role can't be changed.",
    scope: "organisations:write",
    permission: "manage_people",
    params,
    body: withExample(changeRoleInput, { role: "admin" }),
    answers: { 200: answer("the updated person", memberSchema, MEMBER_EXAMPLE) },
    problems: ["address_not_confirmed"],
  },
  async ({ principal, params, body }) => {
    const about = { organisationId: params.uuid, userId: params.user };
    const result = await changeRole(db, principal, { ...about, role: body.role });
    if (result.status !== "changed") throw memberProblem(result, principal);
    return json(memberJson(result.member));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Remove a person from an organisation. They lose all access through their tokens with the next request.",
    scope: "organisations:write",
    permission: "manage_people",
    params,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const result = await removeMember(db, principal, { organisationId: params.uuid, userId: params.user });
    if (result.status !== "removed") throw memberProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
