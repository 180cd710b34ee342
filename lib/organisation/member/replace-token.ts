import type { Db } from "@/db/database";
import { findOrganisationToken } from "@/db/organisation/token-of";
import { type CreateTokenResult, createToken } from "@/lib/access-token/create";
import { createTokenInput } from "@/lib/access-token/input";
import { type LimitJson, limitJson } from "@/lib/access-token/json";
import { roleAllows } from "@/lib/authorization/permission";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { intersect } from "@/lib/authorization/reach";
import { grantedScopes } from "@/lib/authorization/scope";

export type ReplaceTokenResult = CreateTokenResult | { status: "not_found" };

/**
 * Create a token of the organisation that can do there what someone's personal token can: with its scopes, reach and expiration
 * date; never more. The personal one stays, so that its clients can be moved over first.
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
  const { limits, scopes } = isGuest
    ? asGuest(token, organisationId)
    : { limits: token.reach === "everything" ? null : token.limits.map(limitJson), scopes: token.scopes };
  const input = createTokenInput.safeParse({
    label: token.label,
    purpose: token.purpose,
    description: token.description,
    scopes,
    limits,
    expiration_date: token.expires_at?.toISOString() ?? null,
    allowed_networks: token.allowed_networks,
    organisation: organisationId,
    acts_as: isGuest ? "guest" : token.owner_role === "member" ? "member" : "admin",
  });
  if (!input.success) return { status: "not_found" };
  return await createToken(db, principal, input.data);
}

type PersonalToken = NonNullable<Awaited<ReturnType<typeof findOrganisationToken>>>;

// A token that acts as a guest may write wherever its limits lead.
const WRITING = ["applications:write", "environment-variables:write", "deployments:write"];

/** The reach of a guest's token: the part of their applications that it is limited to. If any of that is read-only, all of it is. */
function asGuest(token: PersonalToken, organisationId: string): { limits: LimitJson[]; scopes: string[] } {
  const reached = (added: PersonalToken["added"]) => {
    const rights = added.map(({ application_id: applicationId }) => ({
      organisation_id: organisationId,
      application_id: applicationId,
      environment_id: null,
    }));
    return token.reach === "everything" ? rights : intersect(rights, token.limits);
  };
  const limits = new Map(reached(token.added).map((limit) => [JSON.stringify(limit), limitJson(limit)]));
  const isOnlyRead = reached(token.added.filter(({ access }) => access === "read")).length > 0;
  const scopes = [...grantedScopes(token.scopes)].filter((scope) => scope !== "all" && !WRITING.includes(scope));
  return { limits: [...limits.values()], scopes: isOnlyRead ? scopes : token.scopes };
}
