import { z } from "zod";
import type { LimitJson } from "@/lib/access-token/json";
import { limitSchema, TOKEN_EXAMPLE } from "@/lib/access-token/schema";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import type { TokenPrincipal } from "@/lib/authorization/principal";

export const meSchema = z.strictObject({
  uuid: idSchema.describe("uuid of the person, or of the organisation for an organisation's token"),
  email: z.string().describe("for an organisation's token, an address that can't receive mail"),
  first_name: z.string().describe("for an organisation's token, the organisation's name"),
  last_name: z.string(),
  timezone: z.string(),
  created_at: timeSchema,
  token: z
    .strictObject({
      uuid: idSchema,
      label: z.string(),
      scopes: z.array(z.string()),
      limits: z.array(limitSchema).nullable(),
      expiration_date: timeSchema.nullable(),
    })
    .describe("the token in use"),
});
type MeJson = z.output<typeof meSchema>;

export const ME_EXAMPLE: MeJson = {
  uuid: TOKEN_EXAMPLE.owner.uuid,
  email: "ada@harbour.example",
  first_name: "Ada",
  last_name: "Okafor",
  timezone: "Europe/Berlin",
  created_at: "2026-11-02T14:03:11.000Z",
  token: {
    uuid: TOKEN_EXAMPLE.uuid,
    label: TOKEN_EXAMPLE.label,
    scopes: TOKEN_EXAMPLE.scopes,
    limits: TOKEN_EXAMPLE.limits,
    expiration_date: TOKEN_EXAMPLE.expiration_date,
  },
};

/**
 * The answer of `/iam/v3/me/`: the person, with Divio's field names, and beside it the token in use. An organisation's token
 * gets a stand-in with the organisation's name and an address that no mail can reach (RFC 2606 §2).
 */
export function meJson(principal: Pick<TokenPrincipal, "owner" | "token">): MeJson {
  const { owner, token } = principal;
  const person =
    owner.type === "user"
      ? { email: owner.email, first_name: owner.firstName, last_name: owner.lastName, timezone: owner.timezone }
      : { email: `${owner.id}@organisation.invalid`, first_name: owner.name, last_name: "", timezone: "UTC" };
  return {
    uuid: owner.id,
    ...person,
    created_at: owner.createdAt.toISOString(),
    token: {
      uuid: token.id,
      label: token.label,
      scopes: [...token.scopes],
      limits: token.reach === "everything" ? null : token.limits.map(limitOf),
      expiration_date: token.expires_at?.toISOString() ?? null,
    },
  };
}

function limitOf(limit: TokenPrincipal["token"]["limits"][number]): LimitJson {
  return {
    organisation: limit.organisation_id,
    ...(limit.application_id === null ? {} : { application: limit.application_id }),
    ...(limit.environment_id === null ? {} : { environment: limit.environment_id }),
  };
}
