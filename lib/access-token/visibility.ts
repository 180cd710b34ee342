import type { TokenVisibility } from "@/db/access-token-filter";
import type { Principal } from "@/lib/principal";
import { grantedScopes, SCOPES } from "./scope";

/**
 * Which tokens a principal may see and touch: those of the same owner and, when it is a token itself, only those within it
 * in scopes, reach and expiration. What lies outside is as if it did not exist.
 */
export function visibilityOf(principal: Principal): TokenVisibility {
  if (principal.type === "session") return { userId: principal.user.id };
  const granted = grantedScopes(principal.token.scopes);
  return {
    ...(principal.owner.type === "user" ? { userId: principal.owner.id } : { organisationId: principal.owner.id }),
    within: {
      tokenId: principal.token.id,
      scopesBeyond: SCOPES.filter((scope) => !granted.has(scope)),
      limited: principal.token.reach === "limited",
      expiresAt: principal.token.expiresAt,
    },
  };
}
