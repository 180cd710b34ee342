import { extentOf, isAtLeast, type Permission, roleAllows } from "@/lib/authorization/permission";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import type { PrincipalOrganisation, Role, TokenPrincipal } from "@/lib/authorization/principal";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { anyOf, ROLES } from "@/lib/organisation/member/roles";
import { isMendedByEditing } from "@/lib/organisation/policy/rules";
import { aboveOwnRole, roleMessage } from "@/lib/organisation/refusals";
import type { ProofRequired } from "@/lib/session/reauthenticate";
import { type Problem, problem } from "./answer/problem";
import { tokenUrl } from "./request/authentication";

/** The organisation that a call is about, if the principal may do this there. @throws Problem */
export function requireOrganisation(
  principal: TokenPrincipal,
  organisationId: string,
  permission: Permission,
): PrincipalOrganisation {
  const authorization = authorizeIn(principal, organisationId, permission);
  if (authorization.status !== "allowed") throw organisationProblem(authorization, principal);
  return authorization.organisation;
}

/** The problem for a refusal: 404 for something that may not be seen, else a 403 that says what would help. */
export function organisationProblem(refusal: OrganisationRefusal | ProofRequired, principal: TokenPrincipal): Problem {
  const token = { uuid: principal.token.id, label: principal.token.label };
  switch (refusal.status) {
    case "not_found":
      return problem("not_found");
    case "reauthentication_required":
      throw new Error("a token was asked for a password");
    case "role_required":
      return problem("role_required", {
        detail: `${askOneWith(rolesToAsk(refusal.permission))} ${roleMessage(refusal.permission)}`,
        members: { required_permission: refusal.permission, roles: rolesWith(refusal.permission), token },
      });
    case "blocked_by_policy":
      return problem("blocked_by_policy", {
        detail: `${whatPolicyAsks(refusal.rules)} ${refusal.reason ?? `The policy of ${refusal.organisation.name} blocks this token.`}`,
        members: {
          organisation: refusal.organisation.id,
          rules: refusal.rules,
          token,
          // If no edit makes the token fit, the detail says what to do instead.
          ...(isMendedByEditing(refusal.rules) ? { fix_url: `${tokenUrl(principal.token.id)}?edit=1` } : {}),
        },
      });
    case "access_withdrawn":
      return problem("access_withdrawn", {
        detail: [
          askOneWith(rolesToRestore(refusal.decidedByRole), "to restore the token's access"),
          whoWithdrew(refusal.decidedByRole, refusal.organisation.name),
          ...(refusal.reason === null || refusal.reason === "" ? [] : [`Reason: ${refusal.reason}`]),
        ].join(" "),
        members: { organisation: refusal.organisation.id, token },
      });
  }
}

/** The problem that someone, or a role to give, is above the caller. */
export function aboveOwnRoleProblem(refusal: { role: Role }): Problem {
  return problem("role_required", { detail: `${askOneWith(["owner"])} ${aboveOwnRole(refusal)}` });
}

/** Who can help, as the advice of a problem. @param what they are asked to do */
export function askOneWith(roles: readonly Role[], what = ""): string {
  return `Ask ${anyOf(roles)} of the organisation${what && ` ${what}`}.`;
}

function whatPolicyAsks(broken: readonly PolicyRule[]): string {
  return isMendedByEditing(broken)
    ? "Edit the token: fix_url opens the page to do that."
    : "Use a token, or a network, that the policy allows.";
}

function rolesWith(permission: Permission): Role[] {
  return ROLES.filter((role) => roleAllows(role, permission));
}

/** Those of them who may do it without being added to the application first. */
function rolesToAsk(permission: Permission): Role[] {
  return rolesWith(permission).filter((role) => extentOf(role, permission) !== "added");
}

/** Who can restore access that someone with this role now has withdrawn, as in `roleToTakeBack`. */
function rolesToRestore(decidedBy: Role | null): Role[] {
  return rolesWith("withdraw_access").filter((role) => isAtLeast(role, decidedBy ?? "owner"));
}

/** Who withdrew the access, by their role now; someone who has no say there any more is not named by it. */
function whoWithdrew(decidedBy: Role | null, organisation: string): string {
  const isInCharge = decidedBy !== null && roleAllows(decidedBy, "withdraw_access");
  return isInCharge
    ? `An ${decidedBy} of ${organisation} withdrew this token's access.`
    : `This token's access to ${organisation} was withdrawn.`;
}
