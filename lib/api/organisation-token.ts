import { z } from "zod";
import { ORGANISATION_TOKEN_ORDERS } from "@/db/organisation/token";
import { revokeReasonInput } from "@/lib/access-token/input";
import { STATUSES } from "@/lib/access-token/lifetime/lifetime";
import { PURPOSES } from "@/lib/access-token/purpose";
import { UNUSED } from "@/lib/access-token/usage/unused";
import { oneOf } from "@/lib/one-of";
import { ROLES } from "@/lib/organisation/member/roles";
import { ACCESS_STATES } from "@/lib/organisation/token/schema";
import { listParameters, orderParameter } from "./answer/list";
import { anyOfParameter, choiceParameter, idParam, resourceParams, uuidParameter } from "./request/parameter";

export const organisationParams = resourceParams;
export const organisationTokenParams = resourceParams.extend({ token: idParam });
export const bulkWithdrawalParams = resourceParams.extend({ sweep: idParam });

// Nobody searches for more than a label.
const searchParameter = (name: string, text: string) =>
  anyOfParameter(
    name,
    // PostgreSQL's text takes no NUL.
    z
      .string()
      .max(255, "At most 255 characters.")
      .refine((value) => !value.includes("\0"), "No NUL."),
  ).describe(text);
const yesOrNo = (name: string, text = "true or false") => choiceParameter(name, ["true", "false"], text);

/** The filters of the list of tokens that reach an organisation. */
export const organisationTokensQuery = z
  .strictObject({
    status: choiceParameter("status", STATUSES),
    kind: choiceParameter("kind", ["personal", "organisation"]),
    access: choiceParameter("access", ACCESS_STATES),
    unused: choiceParameter("unused", UNUSED, "never used, or unused for 30 or 90 days"),
    never_expires: yesOrNo("never_expires"),
    all_access: yesOrNo(
      "all_access",
      "true or false: full access to the whole organisation (all or organisations:write)",
    ),
    known_to_former: yesOrNo(
      "known_to_former",
      "true or false: tokens of the organisation whose secret someone who has left generated",
    ),
    role: choiceParameter("role", ROLES, `personal tokens of people with this role: ${oneOf(ROLES)}`),
    owner: uuidParameter("owner", "personal tokens of the person with this uuid"),
    team: uuidParameter("team", "uuid of the team that a token of the organisation is assigned to"),
    application: uuidParameter(
      "application",
      "uuid of the application that a token of the organisation is assigned to",
    ),
    workflow: searchParameter(
      "workflow",
      "the exact name of the workflow that a token of the organisation is assigned to",
    ),
    purpose: choiceParameter("purpose", PURPOSES),
    q: searchParameter("q", "part of the label, description, workflow or owner"),
    o: orderParameter(ORGANISATION_TOKEN_ORDERS, { field: "created_at", descending: true }),
    ...listParameters,
  })
  .transform((query) => ({
    page: query.page,
    page_size: query.page_size,
    o: query.o,
    filter: {
      status: query.status,
      kind: query.kind,
      purpose: query.purpose,
      unused: query.unused,
      neverExpires: booleanOf(query.never_expires),
      allAccess: booleanOf(query.all_access),
      seenByFormer: booleanOf(query.known_to_former),
      ownerRole: query.role,
      ownerId: query.owner,
      access: query.access,
      teamId: query.team,
      applicationId: query.application,
      workflow: query.workflow,
      search: query.q,
    },
  }));

function booleanOf(values: readonly ("true" | "false")[] | undefined): boolean[] | undefined {
  return values?.map((value) => value === "true");
}

/** What changes a token's access to an organisation. */
export const accessInput = z.strictObject({
  state: z
    .enum(["active", "withdrawn"], "state must be active or withdrawn.")
    .describe("withdrawn, or active to restore it"),
  reason: revokeReasonInput
    .describe("why, up to 500 characters; shown to the owner and in denied requests")
    .default(""),
});

export const bulkWithdrawalsQuery = z.strictObject(listParameters);
