import type { Db } from "@/db/database";
import { listTeamsOfOne, listTokensSeenBy, listTokensThatLeave } from "@/db/leaving";
import { findMember } from "@/db/member";
import { personName } from "@/lib/access-token/json";
import { isAtLeast, roleAllows } from "@/lib/organisation/permission";
import type { SessionPrincipal } from "@/lib/principal";

/** What somebody's leaving ends, and what it leaves behind. Times are RFC 3339. */
export type Leaving = {
  /** Personal tokens that lose access: they live on elsewhere. */
  losing: { uuid: string; label: string; last_used_at: string | null }[];
  /** The organisation's tokens whose secret in use he or she has seen, and may have kept. */
  seen: { uuid: string; label: string }[];
  /** Teams that would be empty, with their active tokens. */
  teams: { uuid: string; name: string; tokens: number }[];
};

export type LeavingResult = { status: "found"; name: string; leaving: Leaving } | { status: "not_found" };

/**
 * What it means that somebody leaves an organisation. For whoever may remove the person, and for the person. One statement for
 * each list.
 */
export async function findLeaving(
  db: Db,
  principal: SessionPrincipal,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<LeavingResult> {
  const organisation = principal.organisations.find(({ id }) => id === organisationId);
  if (organisation === undefined) return { status: "not_found" };
  const isSelf = principal.user.id === userId;
  if (!isSelf && !roleAllows(organisation.role, "manage_people")) return { status: "not_found" };
  const member = await findMember(db, organisationId, userId);
  if (member === undefined || !(isSelf || isAtLeast(organisation.role, member.role))) return { status: "not_found" };
  const [losing, seen, teams] = await Promise.all([
    listTokensThatLeave(db, organisationId, userId),
    listTokensSeenBy(db, organisationId, userId),
    listTeamsOfOne(db, organisationId, userId),
  ]);
  return {
    status: "found",
    name: personName({ email: member.email, firstName: member.first_name, lastName: member.last_name }),
    leaving: {
      losing: losing.map(({ id, label, last_used_at }) => ({
        uuid: id,
        label,
        last_used_at: last_used_at?.toISOString() ?? null,
      })),
      // Who leaves by himself learns no labels that the role does not show.
      seen:
        isSelf && !roleAllows(organisation.role, "manage_people")
          ? []
          : seen.map(({ id, label }) => ({ uuid: id, label })),
      teams: teams.map(({ id, name, tokens }) => ({ uuid: id, name, tokens })),
    },
  };
}
