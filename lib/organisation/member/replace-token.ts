import type { Db } from "@/db/database";
import { findOrganisationToken } from "@/db/organisation-token-of";
import { type CreateTokenResult, createToken } from "@/lib/access-token/create";
import { createTokenInput } from "@/lib/access-token/input";
import { limitJson } from "@/lib/access-token/json";
import { roleAllows } from "@/lib/organisation/permission";
import type { SessionPrincipal } from "@/lib/principal";

export type ReplaceTokenResult = CreateTokenResult | { status: "not_found" };

/**
 * Make a token of the organisation that can do there what somebody's personal token can: the same scopes, reach and expiration
 * date. The personal one stays as it is, so that what uses it can be moved over first.
 */
export async function replaceByOrganisationToken(
  db: Db,
  principal: SessionPrincipal,
  { organisationId, tokenId }: { organisationId: string; tokenId: string },
): Promise<ReplaceTokenResult> {
  const organisation = principal.organisations.find(({ id }) => id === organisationId);
  if (organisation === undefined || !roleAllows(organisation.role, "manage_people")) return { status: "not_found" };
  const token = await findOrganisationToken(db, organisationId, tokenId);
  if (token === undefined) return { status: "not_found" };
  const isGuest = token.owner_role === "guest";
  const limits = token.reach === "everything" ? null : token.limits.map(limitJson);
  const input = createTokenInput.safeParse({
    label: token.label,
    purpose: token.purpose,
    description: token.description,
    scopes: token.scopes,
    limits:
      isGuest && limits === null
        ? token.added.map((application) => ({ organisation: organisationId, application }))
        : limits,
    expiration_date: token.expires_at?.toISOString() ?? null,
    allowed_networks: token.allowed_networks,
    organisation: organisationId,
    acts_as: isGuest ? "guest" : token.owner_role === "member" ? "member" : "admin",
  });
  if (!input.success) return { status: "not_found" };
  return await createToken(db, principal, input.data);
}
