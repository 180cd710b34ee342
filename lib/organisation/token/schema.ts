import { z } from "zod";
import { TOKEN_EXAMPLE, tokenSchema } from "@/lib/access-token/schema";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { ROLES } from "@/lib/organisation/member/roles";

export const ACCESS_STATES = ["active", "withdrawn", "blocked"] as const;

/** A token's access to one organisation. */
export const accessSchema = z.strictObject({ state: z.enum(ACCESS_STATES), reason: z.string().nullable() });

/** The answer to a change of a token's access. */
export const changedAccessSchema = z.strictObject({ uuid: idSchema, access: accessSchema });

/** A token as an organisation that it reaches sees it. Never a secret; of its limits only those to this organisation. */
export const organisationTokenSchema = tokenSchema
  .omit({ allowed_networks: true, may_rotate_itself: true, rotation: true })
  .extend({
    hint: z.string().nullable().describe("null if you can't manage the token"),
    owner: tokenSchema.shape.owner.extend({ role: z.enum(ROLES).nullable() }),
    limits: tokenSchema.shape.limits.describe(
      "only limits to this organisation; null for everything its owner can access here",
    ),
    rotated_at: timeSchema.nullable(),
    all_access: z.boolean().describe("full access to the whole organisation"),
    access: accessSchema,
  });

const { allowed_networks: _networks, may_rotate_itself: _itself, rotation: _rotation, ...shared } = TOKEN_EXAMPLE;

export const ORGANISATION_TOKEN_EXAMPLE: z.output<typeof organisationTokenSchema> = {
  ...shared,
  owner: { ...shared.owner, role: "member" },
  rotated_at: null,
  all_access: false,
  access: { state: "active", reason: null },
};

export const CHANGED_ACCESS_EXAMPLE: z.output<typeof changedAccessSchema> = {
  uuid: TOKEN_EXAMPLE.uuid,
  access: { state: "withdrawn", reason: "Not needed here any more" },
};
