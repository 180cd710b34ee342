import { covers, type Limit } from "./limit";
import type { Principal, PrincipalOrganisation, TokenPrincipalCore } from "./principal";

/**
 * The applications that a principal reaches now: the union of these. Each names a whole organisation, one application, or one
 * environment: limits ∩ the owner's rights ∩ access. Pure; empty reaches nothing.
 * @param access `write` leaves out what a guest may only read
 */
export function reachOf(principal: Principal | TokenPrincipalCore, access: "read" | "write" = "read"): Limit[] {
  const rights = principal.organisations.flatMap((organisation) => rightsIn(organisation, access));
  if (principal.type === "session" || principal.token.reach === "everything") return rights;
  return intersect(rights, principal.token.limits);
}

/** Whether all of `target` lies within `reach`: reaching one environment is not enough to change its application. */
export function reaches(reach: readonly Limit[], target: Limit): boolean {
  return reach.some((limit) => covers(limit, target));
}

/** Whether something of `target` lies within `reach`: the application of an environment that is reached can be seen. */
export function touches(reach: readonly Limit[], target: Limit): boolean {
  return reach.some((limit) => covers(limit, target) || covers(target, limit));
}

/** Whether the whole organisation lies within the principal's limits: what concerns its people, teams, tokens and rules needs that. */
export function reachesWholeOrganisation(principal: Principal | TokenPrincipalCore, organisationId: string): boolean {
  if (principal.type === "session" || principal.token.reach === "everything") return true;
  return reaches(principal.token.limits, {
    organisation_id: organisationId,
    application_id: null,
    environment_id: null,
  });
}

function rightsIn(organisation: PrincipalOrganisation, access: "read" | "write"): Limit[] {
  const organisationId = organisation.id;
  if (organisation.applications === null)
    return [{ organisation_id: organisationId, application_id: null, environment_id: null }];
  return organisation.applications
    .filter((application) => access === "read" || application.access === "write")
    .map((application) => ({ organisation_id: organisationId, application_id: application.id, environment_id: null }));
}

/** The intersection: of two limits that overlap, one covers the other. */
export function intersect(these: readonly Limit[], those: readonly Limit[]): Limit[] {
  return these.flatMap((one) =>
    those.flatMap((other) => {
      if (covers(one, other)) return [other];
      return covers(other, one) ? [one] : [];
    }),
  );
}
