import type { TokenRow } from "@/db/access-token/token";
import type { Strength } from "@/lib/authorization/strength";

/** How strong a token is, from its row. */
export function strengthOf(row: TokenRow): Strength {
  return {
    scopes: row.scopes,
    reach: row.reach,
    limits: row.limits.map((limit) => ({
      organisation_id: limit.organisation_id,
      application_id: limit.application_id,
      environment_id: limit.environment_id,
    })),
    expires_at: row.expires_at,
    allowed_networks: row.allowed_networks,
    may_rotate_itself: row.may_rotate_itself,
    organisation_id: row.organisation_id,
    acts_as: row.acts_as,
  };
}
