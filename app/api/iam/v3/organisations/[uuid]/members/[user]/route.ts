import { db } from "@/db/database";
import { findMember } from "@/db/organisation/member";
import { json, noContent } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { memberProblem } from "@/lib/api/member";
import { requireOrganisation } from "@/lib/api/organisation";
import { problem } from "@/lib/api/problem";
import { idParam, resourceParams } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { changeRole, changeRoleInput } from "@/lib/organisation/member/change-role";
import { memberJson } from "@/lib/organisation/member/json";
import { removeMember } from "@/lib/organisation/member/remove";

const params = resourceParams.extend({ user: idParam });

const get = endpoint(
  { summary: "One person of an organisation.", scope: "organisations:read", permission: "see_people", params },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "see_people");
    const member = await findMember(db, params.uuid, params.user);
    if (member === undefined) throw problem("not_found");
    return json(memberJson(member));
  },
);

const edit = endpoint(
  {
    summary: "Give a person another role, at most one's own; never the last owner.",
    scope: "organisations:write",
    permission: "manage_people",
    params,
    body: changeRoleInput,
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
    summary:
      "Take a person out of an organisation: all of his or her tokens reach nothing of it from the next request on.",
    scope: "organisations:write",
    permission: "manage_people",
    params,
  },
  async ({ principal, params }) => {
    const result = await removeMember(db, principal, { organisationId: params.uuid, userId: params.user });
    if (result.status !== "removed") throw memberProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, PATCH: edit, DELETE: remove });
