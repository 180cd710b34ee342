import type { TokenRow } from "@/db/access-token/token";
import type { Strength } from "@/lib/authorization/strength";

/** How strong a token is, from its row, and nothing else of it. */
export function strengthOf(row: TokenRow): Strength {
  const { scopes, reach, limits, expires_at, allowed_networks, may_rotate_itself, organisation_id, acts_as } = row;
  return { scopes, reach, limits, expires_at, allowed_networks, may_rotate_itself, organisation_id, acts_as };
}
