import { z } from "zod";
import { ORGANISATION_TOKEN_ORDERS } from "@/db/organisation-token";
import { revokeReasonInput } from "@/lib/access-token/input";
import { PURPOSES, STATUSES } from "@/lib/access-token/policy";
import { UNUSED } from "@/lib/access-token/use/unused";
import { listParameters, orderParameter } from "./list";
import { idParam, resourceParams } from "./resource";

export const organisationParams = resourceParams;
export const organisationTokenParams = resourceParams.extend({ token: idParam });
export const sweepParams = resourceParams.extend({ sweep: idParam });

const oneOf = <const Choices extends readonly string[]>(name: string, choices: Choices) =>
  z.enum(choices, `${name} must be one of ${choices.join(", ")}.`).optional();
const id = (name: string) => z.uuid(`${name} must be a uuid.`).optional();
// PostgreSQL's text takes no NUL.
const text = z
  .string()
  .max(255, "At most 255 characters.")
  .refine((value) => !value.includes("\0"), "No NUL.")
  .optional();

/** The filters of the list of tokens that reach an organisation. */
export const organisationTokensQuery = z
  .strictObject({
    ...listParameters,
    o: orderParameter(ORGANISATION_TOKEN_ORDERS).default({ field: "created_at", descending: true }),
    status: oneOf("status", STATUSES),
    kind: oneOf("kind", ["personal", "organisation"]),
    purpose: oneOf("purpose", PURPOSES),
    unused: oneOf("unused", UNUSED),
    never_expires: oneOf("never_expires", ["true", "false"]),
    all_access: oneOf("all_access", ["true", "false"]),
    known_to_former: oneOf("known_to_former", ["true", "false"]),
    role: oneOf("role", ["owner", "admin", "member", "guest"]),
    owner: id("owner"),
    access: oneOf("access", ["active", "withdrawn", "blocked"]),
    team: id("team"),
    application: id("application"),
    workflow: text,
    q: text,
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

function booleanOf(value: "true" | "false" | undefined): boolean | undefined {
  return value === undefined ? undefined : value === "true";
}

/** What changes a token's access to an organisation. */
export const accessInput = z.strictObject({
  state: z.enum(["active", "withdrawn"], "state must be active or withdrawn."),
  reason: revokeReasonInput.default(""),
});

export const sweepsQuery = z.strictObject(listParameters);
