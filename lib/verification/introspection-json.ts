import { z } from "zod";
import { limitJson } from "@/lib/access-token/json";
import { limitSchema, TOKEN_EXAMPLE } from "@/lib/access-token/schema";
import { idSchema } from "@/lib/answer-schema";
import type { Limit } from "@/lib/authorization/limit";
import type { PrincipalOrganisation, TokenPrincipalCore } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { timeOfUuid } from "@/lib/time/of-uuid";
import { writtenOut } from "./verify";

const seconds = z.int().min(0);

// RFC 7662 §2.2; organisations and limits are ours.
const active = z.strictObject({
  active: z.literal(true),
  scope: z.string().describe("every scope that it grants, written out and separated by spaces"),
  client_id: idSchema.describe("the token's uuid"),
  username: z.string().describe("the person's e-mail address; absent for an organisation's token").optional(),
  token_type: z.literal("Bearer"),
  exp: seconds.describe("when the token expires, in seconds since 1970; absent if it never expires").optional(),
  iat: seconds.describe("when the secret was generated"),
  sub: idSchema.describe(
    "uuid of the person that the token acts for, or of the organisation for an organisation's token",
  ),
  aud: z.string().describe("this instance"),
  iss: z.string().describe("this instance"),
  jti: idSchema.describe("the token's uuid"),
  organisations: z
    .array(z.strictObject({ uuid: idSchema, role: z.enum(["owner", "admin", "member", "guest"]) }))
    .describe("where it currently has access; callers other than the platform's organisation see only their own"),
  limits: z
    .array(limitSchema)
    .describe("what it currently has access to in these: whole organisations, applications or environments"),
});
const inactive = z.strictObject({ active: z.literal(false) });

export const introspectionSchema = z.discriminatedUnion("active", [active, inactive]);
export type IntrospectionJson = z.output<typeof introspectionSchema>;

export const INACTIVE: IntrospectionJson = { active: false };

export const INTROSPECTION_EXAMPLE: IntrospectionJson = {
  active: true,
  scope: "applications:read deployments:read deployments:write",
  client_id: TOKEN_EXAMPLE.uuid,
  token_type: "Bearer",
  iat: 1_799_053_965,
  sub: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27",
  aud: "https://tokens.example",
  iss: "https://tokens.example",
  jti: TOKEN_EXAMPLE.uuid,
  organisations: [{ uuid: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27", role: "member" }],
  limits: [{ organisation: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27" }],
};

/** What an active token is told as: of its organisations and its reach these, which the caller may know. */
export function introspectionJson(
  { token, secret, owner }: TokenPrincipalCore,
  organisations: readonly PrincipalOrganisation[],
  reach: readonly Limit[],
): IntrospectionJson {
  const { APP_URL } = env();
  return {
    active: true,
    scope: writtenOut(token.scopes).join(" "),
    client_id: token.id,
    ...(owner.type === "user" ? { username: owner.email } : {}),
    token_type: "Bearer",
    ...(token.expires_at === null ? {} : { exp: Math.floor(token.expires_at.getTime() / 1000) }),
    iat: Math.floor(timeOfUuid(secret.id).getTime() / 1000),
    sub: owner.id,
    aud: APP_URL,
    iss: APP_URL,
    jti: token.id,
    organisations: organisations.map(({ id, role }) => ({ uuid: id, role })),
    limits: reach.map(limitJson),
  };
}
