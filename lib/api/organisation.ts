import { PERMISSIONS, type Permission } from "@/lib/authorization/permission";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import type { PrincipalOrganisation, TokenPrincipal } from "@/lib/authorization/principal";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { isMendedByEditing } from "@/lib/organisation/policy/rules";
import { roleMessage } from "@/lib/organisation/refusals";
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
        because: roleMessage(refusal.permission),
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
        because:
          `An admin of ${refusal.organisation.name} withdrew this token's access.` +
          (refusal.reason === null || refusal.reason === "" ? "" : ` Reason: ${refusal.reason}`),
        members: { organisation: refusal.organisation.id, token },
      });
  }
}

function whatPolicyAsks(broken: readonly PolicyRule[]): string {
  return isMendedByEditing(broken)
    ? "Edit the token: fix_url opens the page to do that."
    : "Use a token, or a network, that the policy allows.";
}

function rolesWith(permission: Permission): string[] {
  const rule = PERMISSIONS[permission];
  return (["owner", "admin", "member", "guest"] as const).filter((role) => rule[role] !== "no");
}
