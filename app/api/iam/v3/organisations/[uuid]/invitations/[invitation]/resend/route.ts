import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { invitationProblem } from "@/lib/api/invitation";
import { idParam, resourceParams } from "@/lib/api/request/parameter";
import { resendInvitation } from "@/lib/invitation/change";
import { invitationJson } from "@/lib/invitation/json";

const resend = endpoint(
  {
    summary: "Send an invitation again, also an expired one: with another link, which lives anew.",
    scope: "organisations:write",
    permission: "manage_people",
    params: resourceParams.extend({ invitation: idParam }),
    body: z.object({}),
    bodyMayBeAbsent: true,
  },
  async ({ principal, params }) => {
    const about = { organisationId: params.uuid, invitationId: params.invitation };
    const result = await resendInvitation(db, principal, about);
    if (result.status !== "resent") throw invitationProblem(result, principal);
    return json(invitationJson(result.invitation));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: resend });
