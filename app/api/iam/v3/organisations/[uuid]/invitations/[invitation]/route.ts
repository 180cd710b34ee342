import { db } from "@/db/database";
import { findInvitation } from "@/db/organisation/invitation";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { invitationProblem } from "@/lib/api/invitation";
import { requireOrganisation } from "@/lib/api/organisation";
import { idParam, resourceParams } from "@/lib/api/request/parameter";
import { revokeInvitation } from "@/lib/invitation/change";
import { INVITATION_EXAMPLE, invitationJson, invitationSchema } from "@/lib/invitation/json";

const PATH = "/iam/v3/organisations/{uuid}/invitations/{invitation}/";
const params = resourceParams.extend({ invitation: idParam });

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get an invitation.",
    scope: "organisations:read",
    permission: "manage_people",
    params,
    answers: { 200: answer("the invitation", invitationSchema, INVITATION_EXAMPLE) },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "manage_people");
    const invitation = await findInvitation(db, params.uuid, params.invitation);
    if (invitation === undefined) throw problem("not_found");
    return json(invitationJson(invitation));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Revoke an invitation. Its link stops working. Returns 204 even if it is already revoked.",
    scope: "organisations:write",
    permission: "manage_people",
    params,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const about = { organisationId: params.uuid, invitationId: params.invitation };
    const result = await revokeInvitation(db, principal, about);
    if (result.status !== "revoked") throw invitationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, remove);
