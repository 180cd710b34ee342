/** One thing that a limited token reaches: an organisation, an application of it, or an environment of that. Ids are UUIDs. */
export type Limit = { organisation_id: string; application_id: string | null; environment_id: string | null };

/** What a token reaches: everything its owner can, or a list, of which an empty one reaches nothing. */
export type Reach = { reach: "everything" | "limited"; limits: readonly Limit[] };

/** Whether all that `limit` names lies inside what `outer` names. */
export function covers(outer: Limit, limit: Limit): boolean {
  return (
    outer.organisation_id === limit.organisation_id &&
    (outer.application_id === null || outer.application_id === limit.application_id) &&
    (outer.environment_id === null || outer.environment_id === limit.environment_id)
  );
}

/** Whether `inner` reaches nothing that `outer` does not. */
export function reachesWithin(inner: Reach, outer: Reach): boolean {
  if (outer.reach === "everything") return true;
  if (inner.reach === "everything") return false;
  return inner.limits.every((limit) => outer.limits.some((candidate) => covers(candidate, limit)));
}

/** Whether a token of this reach touches anything of the organisation. */
export function touchesOrganisation(reach: Reach, organisationId: string): boolean {
  return reach.reach === "everything" || reach.limits.some((limit) => limit.organisation_id === organisationId);
}
