import { z } from "zod";
import { SCOPES } from "@/lib/authorization/scope";
import { env } from "@/lib/env";

const scopes = z.array(z.string()).describe("every scope that there is");

/** What the instance is as a protected resource. @see RFC 9728 §2 */
export const resourceMetadataSchema = z.strictObject({
  resource: z.url().describe("this instance"),
  authorization_servers: z.array(z.url()).describe("this instance as well"),
  scopes_supported: scopes,
  bearer_methods_supported: z.array(z.literal("header")).length(1).describe("a token in an address is refused"),
  resource_name: z.string(),
  resource_documentation: z.url(),
});

/** What it is as an authorization server: tokens are made in the dashboard and by the API, so nothing here gives one. @see RFC 8414 §2 */
export const serverMetadataSchema = z.strictObject({
  issuer: z.url().describe("this instance"),
  response_types_supported: z.array(z.string()).length(0).describe("there is no authorization endpoint"),
  grant_types_supported: z.array(z.string()).length(0).describe("there is no token endpoint"),
  scopes_supported: scopes,
  introspection_endpoint: z.url().describe("RFC 7662"),
  introspection_endpoint_auth_methods_supported: z.array(z.enum(["client_secret_basic", "Bearer"])).length(2),
  revocation_endpoint: z.url().describe("RFC 7009"),
  revocation_endpoint_auth_methods_supported: z
    .array(z.literal("none"))
    .length(1)
    .describe("the token alone is enough: its secret is what a client would prove itself by"),
  protected_resources: z.array(z.url()).describe("this instance as well"),
  service_documentation: z.url(),
});

export function resourceMetadata(
  base = env().APP_URL,
  name = env().BRAND_NAME,
): z.output<typeof resourceMetadataSchema> {
  return {
    resource: base,
    authorization_servers: [base],
    scopes_supported: [...SCOPES],
    bearer_methods_supported: ["header"],
    resource_name: `${name} API`,
    resource_documentation: `${base}/docs/api`,
  };
}

export function serverMetadata(base = env().APP_URL): z.output<typeof serverMetadataSchema> {
  return {
    issuer: base,
    response_types_supported: [],
    grant_types_supported: [],
    scopes_supported: [...SCOPES],
    introspection_endpoint: `${base}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ["client_secret_basic", "Bearer"],
    revocation_endpoint: `${base}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ["none"],
    protected_resources: [base],
    service_documentation: `${base}/docs/api`,
  };
}
