import { z } from "zod";
import { ORGANISATION_TOKEN_ORDERS } from "@/db/organisation/token";
import { revokeReasonInput } from "@/lib/access-token/input";
import { STATUSES } from "@/lib/access-token/lifetime/lifetime";
import { PURPOSES } from "@/lib/access-token/purpose";
import { UNUSED } from "@/lib/access-token/usage/unused";
import { listParameters, orderParameter } from "./list";
import { anyOfParameter, choiceParameter, idParam, resourceParams, uuidParameter } from "./resource";

export const organisationParams = resourceParams;
export const organisationTokenParams = resourceParams.extend({ token: idParam });
export const bulkWithdrawalParams = resourceParams.extend({ sweep: idParam });

// What somebody looks for is no longer than a label.
const text = (name: string) =>
  anyOfParameter(
    name,
    // PostgreSQL's text takes no NUL.
    z
      .string()
      .max(255, "At most 255 characters.")
      .refine((value) => !value.includes("\0"), "No NUL."),
  );
const yesOrNo = (name: string) => choiceParameter(name, ["true", "false"]);

/** The filters of the list of tokens that reach an organisation. */
export const organisationTokensQuery = z
  .strictObject({
    ...listParameters,
    o: orderParameter(ORGANISATION_TOKEN_ORDERS).default({ field: "created_at", descending: true }),
    status: choiceParameter("status", STATUSES),
    kind: choiceParameter("kind", ["personal", "organisation"]),
    purpose: choiceParameter("purpose", PURPOSES),
    unused: choiceParameter("unused", UNUSED),
    never_expires: yesOrNo("never_expires"),
    all_access: choiceParameter("all_access", ["true", "false"]),
    known_to_former: yesOrNo("known_to_former"),
    role: choiceParameter("role", ["owner", "admin", "member", "guest"]),
    owner: uuidParameter("owner"),
    access: choiceParameter("access", ["active", "withdrawn", "blocked"]),
    team: uuidParameter("team"),
    application: uuidParameter("application"),
    workflow: text("workflow"),
    q: text("q"),
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
  state: z.enum(["active", "withdrawn"], "state must be active or withdrawn."),
  reason: revokeReasonInput.default(""),
});

export const bulkWithdrawalsQuery = z.strictObject(listParameters);
