import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { invitationProblem } from "@/lib/api/invitation";
import { idParam, resourceParams } from "@/lib/api/request/parameter";
import { resendInvitation } from "@/lib/invitation/change";
import { INVITATION_EXAMPLE, invitationJson, invitationSchema } from "@/lib/invitation/json";

const resend = endpoint(
  {
    method: "POST",
    path: "/iam/v3/organisations/{uuid}/invitations/{invitation}/resend/",
    summary: "Send an invitation again, even an expired one, with a new link and a new expiration.",
    scope: "organisations:write",
    permission: "manage_people",
    params: resourceParams.extend({ invitation: idParam }),
    body: withExample(z.strictObject({}), {}),
    bodyMayBeAbsent: true,
    answers: {
      200: answer(
        "the updated invitation; 429 within a minute of the previous mail",
        invitationSchema,
        INVITATION_EXAMPLE,
      ),
    },
  },
  async ({ principal, params }) => {
    const about = { organisationId: params.uuid, invitationId: params.invitation };
    const result = await resendInvitation(db, principal, about);
    if (result.status !== "resent") throw invitationProblem(result, principal);
    return json(invitationJson(result.invitation));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(resend);
