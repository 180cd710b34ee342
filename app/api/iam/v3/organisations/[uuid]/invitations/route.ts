import { z } from "zod";
import { db } from "@/db/database";
import { listOpenInvitations } from "@/db/organisation/invitation";
import { created, json } from "@/lib/api/answer/json";
import { baseUrl, listJson, listParameters } from "@/lib/api/answer/list";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { invitationProblem } from "@/lib/api/invitation";
import { requireOrganisation } from "@/lib/api/organisation";
import { resourceParams, textParameter } from "@/lib/api/request/parameter";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { INVITATION_EXAMPLE, invitationJson, invitationSchema } from "@/lib/invitation/json";

const PATH = "/iam/v3/organisations/{uuid}/invitations/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the invitations that were neither accepted nor revoked, newest first.",
    scope: "organisations:read",
    permission: "manage_people",
    params: resourceParams,
    query: z.object({ email: textParameter("email", "the exact e-mail address"), ...listParameters }),
    answers: { 200: listAnswer("the invitations", invitationSchema, INVITATION_EXAMPLE) },
  },
  async ({ request, principal, params, query: { page, page_size: size, email } }) => {
    requireOrganisation(principal, params.uuid, "manage_people");
    const { rows, count } = await listOpenInvitations(db, params.uuid, {
      limit: size,
      offset: (page - 1) * size,
      email,
    });
    return json(
      listJson(request, pathOf(PATH, params), { number: page, size, count, results: rows.map(invitationJson) }),
    );
  },
);

const create = endpoint(
  {
    method: "POST",
    path: PATH,
    summary:
      "Invite someone by e-mail, with at most your own role. The link is sent by mail and never part of a response. If mail is off, ask a platform owner for the link.",
    scope: "organisations:write",
    permission: "manage_people",
    params: resourceParams,
    body: withExample(inviteInput, {
      email: "fee@freelance.example",
      role: "guest",
      applications: [{ application: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27", access: "read" }],
    }),
    answers: {
      201: answer(
        "the invitation. If mail is off, is_mailed is false, and message says to ask a platform owner for the link; 429 after 50 mails within an hour",
        invitationSchema,
        INVITATION_EXAMPLE,
      ),
    },
    problems: ["invitation_limit_reached"],
  },
  async ({ request, principal, params, body }) => {
    const result = await invite(db, principal, params.uuid, body);
    if (result.status !== "invited") throw invitationProblem(result, principal);
    const location = `${baseUrl(request)}${pathOf(PATH, params)}${result.invitation.id}/`;
    return created(invitationJson(result.invitation), location);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
