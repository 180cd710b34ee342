import { z } from "zod";
import { db } from "@/db/database";
import { listOpenInvitations } from "@/db/organisation/invitation";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { invitationProblem } from "@/lib/api/invitation";
import { baseUrl, listJson, listParameters } from "@/lib/api/list";
import { requireOrganisation } from "@/lib/api/organisation";
import { resourceParams, textParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { invitationJson } from "@/lib/invitation/json";

const pathOf = (organisation: string) => `/iam/v3/organisations/${organisation}/invitations/`;

const list = endpoint(
  {
    summary: "List the invitations that were neither accepted nor revoked, the latest first.",
    scope: "organisations:read",
    permission: "manage_people",
    params: resourceParams,
    query: z.object({ ...listParameters, email: textParameter("email") }),
  },
  async ({ request, principal, params, query: { page, page_size: size, email } }) => {
    requireOrganisation(principal, params.uuid, "manage_people");
    const { rows, count } = await listOpenInvitations(db, params.uuid, {
      limit: size,
      offset: (page - 1) * size,
      email,
    });
    return json(
      listJson(request, pathOf(params.uuid), { number: page, size, count, results: rows.map(invitationJson) }),
    );
  },
);

const create = endpoint(
  {
    summary:
      "Invite somebody by e-mail, to a role at most one's own. The link is in the mail, and never in an answer: where mail is off, ask a platform owner for it.",
    scope: "organisations:write",
    permission: "manage_people",
    params: resourceParams,
    body: inviteInput,
  },
  async ({ request, principal, params, body }) => {
    const result = await invite(db, principal, params.uuid, body);
    if (result.status !== "invited") throw invitationProblem(result, principal);
    const answer = json(invitationJson(result.invitation), 201);
    answer.headers.set("Location", `${baseUrl(request)}${pathOf(params.uuid)}${result.invitation.id}/`);
    return answer;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
