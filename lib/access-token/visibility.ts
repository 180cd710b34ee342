import type { TokenVisibility } from "@/db/access-token/filter";
import { extentOf } from "@/lib/authorization/permission";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { grantedScopes, SCOPES } from "@/lib/authorization/scope";

/**
 * Which tokens a principal may see and touch: a person's own, and those of organisations that the role there lets them manage;
 * an organisation's token those of that organisation by the role that it acts with. When it is a token itself, only those
 * within it in scopes, reach and expiration, and itself. One of kind `cli` sees its owner's personal tokens whatever their expiration, so that it
 * can revoke them: a verb that makes one stronger, or hands out a secret, compares strength once more. Anything else is treated as missing.
 */
export function visibilityOf(principal: Principal): TokenVisibility {
  const userId = userIdOf(principal);
  const visibility = { ...(userId === undefined ? {} : { userId }), organisations: manageableIn(principal) };
  if (principal.type === "session") return visibility;
  const granted = grantedScopes(principal.token.scopes);
  return {
    ...visibility,
    within: {
      tokenId: principal.token.id,
      scopesBeyond: SCOPES.filter((scope) => !granted.has(scope)),
      limited: principal.token.reach === "limited",
      expiresAt: principal.token.expires_at,
      ...(principal.token.kind === "cli" && userId !== undefined ? { userIdAtAnyExpiration: userId } : {}),
      blockedIn: principal.refusedOrganisations.flatMap(({ id, access }) => (access === "withdrawn" ? [] : id)),
    },
  };
}

/** A token without a check of who may see it: for a verb that has just changed it. */
export function ownersOf(token: { user_id: string | null; organisation_id: string | null }): TokenVisibility {
  return token.organisation_id === null
    ? { userId: token.user_id ?? undefined }
    : { organisations: [{ id: token.organisation_id, teamIds: null }] };
}

function manageableIn({ organisations }: Principal): NonNullable<TokenVisibility["organisations"]> {
  return organisations.flatMap(({ id, role, teamIds }): NonNullable<TokenVisibility["organisations"]> => {
    const extent = extentOf(role, "manage_organisation_tokens");
    if (extent === "all") return [{ id, teamIds: null }];
    return extent === "own_teams" && teamIds.length > 0 ? [{ id, teamIds }] : [];
  });
}
