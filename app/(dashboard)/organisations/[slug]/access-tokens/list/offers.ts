import type { Offer } from "@/components/list/filter-control";
import type { Assignment } from "@/db/organisation/token";
import type { OrganisationTokenTotals } from "@/lib/organisation/token/list";

const HEADINGS = { application: "Applications", team: "Teams", workflow: "Workflows" } as const;

/** What the list can be narrowed to of what its tokens are assigned to, with how many are. */
export function assignmentOffers(assignments: readonly Assignment[]): Offer[] {
  return (["application", "team", "workflow"] as const).flatMap((group) => {
    const options = assignments
      .filter(({ to }) => to === group)
      .map(({ value, name, count }) => ({ value: `${group}:${value}`, words: `${name} (${count})` }));
    return options.length === 0 ? [] : [{ heading: HEADINGS[group], options }];
  });
}

/** How many tokens there are of each status, personal ones and the organisation's together. */
export function statusCounts({ personal, organisation }: OrganisationTokenTotals) {
  const of = (status: "active" | "expired" | "revoked") => personal[status] + organisation[status];
  const counts = { active: of("active"), expired: of("expired"), revoked: of("revoked") };
  return { ...counts, all: counts.active + counts.expired + counts.revoked };
}
