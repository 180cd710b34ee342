import { type Permission, roleAllows } from "@/lib/authorization/permission";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import type { Principal, PrincipalOrganisation, Role, TokenPrincipalCore } from "@/lib/authorization/principal";
import { reachesWholeOrganisation } from "@/lib/authorization/reach";

/** Why a principal may not do something in an organisation. */
export type OrganisationRefusal =
  /** There is none, or the principal may not know of it. */
  | { status: "not_found" }
  /** It is visible, but the role does not allow this. */
  | { status: "role_required"; permission: Permission }
  /** The token is not allowed there: by the organisation's policy, or because someone withdrew its access. */
  | {
      status: "blocked_by_policy" | "access_withdrawn";
      organisation: { id: string; name: string };
      reason: string | null;
      rules: readonly PolicyRule[];
      decidedByRole: Role | null;
    };

export type OrganisationAuthorization =
  | { status: "allowed"; organisation: PrincipalOrganisation }
  | OrganisationRefusal;

// A token that reaches a part of an organisation still sees its name, as the owner of that part, and makes tokens within that.
const OF_A_PART: readonly Permission[] = [
  "see_organisation",
  "see_applications",
  "change_applications",
  "manage_organisation_tokens",
];

/**
 * Whether the principal may do it in this organisation. Pure. Checks the role and, for a token, that it is allowed and that its
 * limits hold the whole organisation where that is needed; not its scopes, and not which application it is about (see
 * `reachOf`).
 */
export function authorizeIn(
  principal: Principal,
  organisationId: string,
  permission: Permission,
): OrganisationAuthorization {
  const organisation = principal.organisations.find(({ id }) => id === organisationId);
  if (organisation === undefined) return refusedIn(principal, organisationId);
  if (!OF_A_PART.includes(permission) && !reachesWholeOrganisation(principal, organisationId)) {
    return { status: "not_found" };
  }
  if (!roleAllows(organisation.role, permission)) return { status: "role_required", permission };
  return { status: "allowed", organisation };
}

/** Why an organisation is not one of the principal's: never more than the principal may know. */
export function refusedIn(principal: Principal | TokenPrincipalCore, organisationId: string): OrganisationRefusal {
  if (principal.type === "session") return { status: "not_found" };
  const refused = principal.refusedOrganisations.find(({ id }) => id === organisationId);
  if (refused === undefined) return { status: "not_found" };
  return {
    status: refused.access === "withdrawn" ? "access_withdrawn" : "blocked_by_policy",
    organisation: { id: refused.id, name: refused.name },
    reason: refused.reason,
    rules: refused.rules,
    decidedByRole: refused.decidedByRole,
  };
}
