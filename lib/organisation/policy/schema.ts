import { z } from "zod";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { POLICY_RULES } from "@/lib/authorization/policy-rule";

/** The rules as the API shows them. */
export const policySchema = z.strictObject({
  uuid: idSchema.describe("a draft gets a new one with each change"),
  personal_tokens_allowed: z.boolean(),
  all_access_allowed: z.boolean(),
  full_access_by_grant: z
    .boolean()
    .describe("false: enforced before organisations:write counted as full access, so it isn't blocked yet"),
  expiration_required: z.boolean(),
  purpose_required: z.boolean(),
  longest_lifetime_seconds: z.int().nullable(),
  allowed_networks: z.array(z.string()).nullable(),
  enforced_from: timeSchema.nullable().describe("when the rules apply from; null for a draft"),
});

const oneOrNone = policySchema.nullable().describe("null if there are none");

/** All the rules that an organisation has. */
export const policiesSchema = z.strictObject({ in_force: oneOrNone, planned: oneOrNone, draft: oneOrNone });

export const enforcedSchema = policiesSchema.extend({ told: z.int().describe("the number of people notified") });

/** A token that rules would block, whose it is, and which rules. Never a hint or an address. */
export const blockedTokenSchema = z.strictObject({
  token: idSchema,
  label: z.string(),
  owner: z.strictObject({
    type: z.enum(["user", "organisation"]),
    uuid: idSchema.nullable(),
    name: z.string().nullable(),
  }),
  last_used_at: timeSchema.nullable(),
  expiration_date: timeSchema.nullable(),
  rules: z.array(z.enum(POLICY_RULES)).describe("the rules that it breaks"),
  newly_blocked: z.boolean().describe("true if the current rules don't block it"),
});

const IN_FORCE: z.output<typeof policySchema> = {
  uuid: "019a2d31-4c5b-7e6f-8a90-b1c2d3e4f506",
  personal_tokens_allowed: true,
  all_access_allowed: false,
  full_access_by_grant: true,
  expiration_required: true,
  purpose_required: false,
  longest_lifetime_seconds: 7_776_000,
  allowed_networks: null,
  enforced_from: "2026-12-10T08:00:00.000Z",
};

export const POLICIES_EXAMPLE: z.output<typeof policiesSchema> = { in_force: IN_FORCE, planned: null, draft: null };

export const BLOCKED_TOKEN_EXAMPLE: z.output<typeof blockedTokenSchema> = {
  token: "019a5c1e-7d20-7c41-9b6e-2f4d8a10c5e3",
  label: "Nightly export",
  owner: { type: "user", uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10", name: "Ada Okafor" },
  last_used_at: "2027-01-04T21:40:02.000Z",
  expiration_date: null,
  rules: ["expiration_required"],
  newly_blocked: true,
};
