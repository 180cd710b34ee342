import type { TokenRow } from "@/db/access-token/token";
import type { Strength } from "@/lib/authorization/strength";

/** How strong a token is, from its row. */
export function strengthOf(row: TokenRow): Strength {
  return {
    scopes: row.scopes,
    reach: row.reach,
    limits: row.limits.map((limit) => ({
      organisationId: limit.organisation_id,
      applicationId: limit.application_id,
      environmentId: limit.environment_id,
    })),
    expiresAt: row.expires_at,
    allowedNetworks: row.allowed_networks,
    mayRotateItself: row.may_rotate_itself,
    organisationId: row.organisation_id,
    actsAs: row.acts_as,
  };
}
