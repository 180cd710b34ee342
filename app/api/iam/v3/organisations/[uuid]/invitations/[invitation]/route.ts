import { db } from "@/db/database";
import { findInvitation } from "@/db/organisation/invitation";
import { json, noContent } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { invitationProblem } from "@/lib/api/invitation";
import { requireOrganisation } from "@/lib/api/organisation";
import { problem } from "@/lib/api/problem";
import { idParam, resourceParams } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { revokeInvitation } from "@/lib/invitation/change";
import { invitationJson } from "@/lib/invitation/json";

const params = resourceParams.extend({ invitation: idParam });

const get = endpoint(
  { summary: "One invitation.", scope: "organisations:read", permission: "manage_people", params },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "manage_people");
    const invitation = await findInvitation(db, params.uuid, params.invitation);
    if (invitation === undefined) throw problem("not_found");
    return json(invitationJson(invitation));
  },
);

const remove = endpoint(
  {
    summary: "Revoke an invitation: its link is dead. 204, also the second time.",
    scope: "organisations:write",
    permission: "manage_people",
    params,
  },
  async ({ principal, params }) => {
    const about = { organisationId: params.uuid, invitationId: params.invitation };
    const result = await revokeInvitation(db, principal, about);
    if (result.status !== "revoked") throw invitationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, DELETE: remove });
