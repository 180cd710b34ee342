import { z } from "zod";
import { SCOPES } from "@/lib/authorization/scope";
import { CLIENT_ID, DEVICE_GRANT } from "@/lib/device-login/input";
import { env } from "@/lib/env";

const scopes = z.array(z.string()).describe("all scopes");

/** What the instance is as a protected resource. @see RFC 9728 §2 */
export const resourceMetadataSchema = z.strictObject({
  resource: z.url().describe("this instance"),
  authorization_servers: z.array(z.url()).describe("this instance"),
  scopes_supported: scopes,
  bearer_methods_supported: z.array(z.literal("header")).length(1).describe("tokens in a URL are denied"),
  resource_name: z.string(),
  resource_documentation: z.url(),
});

/** What it is as an authorization server: the one grant is the login of a device; tokens are made in the dashboard and by the API besides. @see RFC 8414 §2, RFC 8628 §4 */
export const serverMetadataSchema = z.strictObject({
  issuer: z.url().describe("this instance"),
  response_types_supported: z.array(z.string()).length(0).describe("there is no authorization endpoint"),
  grant_types_supported: z.array(z.literal(DEVICE_GRANT)).length(1),
  token_endpoint: z.url().describe("RFC 8628 §3.4"),
  token_endpoint_auth_methods_supported: z
    .array(z.literal("none"))
    .length(1)
    .describe(`the only client is public: ${CLIENT_ID}`),
  device_authorization_endpoint: z.url().describe("RFC 8628 §3.1"),
  scopes_supported: scopes,
  introspection_endpoint: z.url().describe("RFC 7662"),
  introspection_endpoint_auth_methods_supported: z.array(z.enum(["client_secret_basic", "Bearer"])).length(2),
  revocation_endpoint: z.url().describe("RFC 7009"),
  revocation_endpoint_auth_methods_supported: z
    .array(z.literal("none"))
    .length(1)
    .describe("no client authentication is needed: the secret of the token is enough"),
  protected_resources: z.array(z.url()).describe("this instance"),
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
    grant_types_supported: [DEVICE_GRANT],
    token_endpoint: `${base}/oauth/token`,
    token_endpoint_auth_methods_supported: ["none"],
    device_authorization_endpoint: `${base}/oauth/device_authorization`,
    scopes_supported: [...SCOPES],
    introspection_endpoint: `${base}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ["client_secret_basic", "Bearer"],
    revocation_endpoint: `${base}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ["none"],
    protected_resources: [base],
    service_documentation: `${base}/docs/api`,
  };
}
