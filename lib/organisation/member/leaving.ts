import type { Db } from "@/db/database";
import {
  listOpenInvitationsBy,
  listTeamsOfOne,
  listTokensSeenBy,
  listTokensThatLeave,
} from "@/db/organisation/leaving";
import { findMember } from "@/db/organisation/member";
import { personName } from "@/lib/access-token/json";
import { isAtLeast, roleAllows } from "@/lib/authorization/permission";
import type { Role, SessionPrincipal } from "@/lib/authorization/principal";

/** The consequences of someone's leaving. Times are RFC 3339. */
export type Leaving = {
  /**
   * Personal tokens that lose access: they live on elsewhere. `places` are what of the organisation each is limited to, as
   * `Website` or `Website / test`; null where it reaches all that the person does, or is not limited within it.
   */
  losing: { uuid: string; label: string; last_used_at: string | null; places: string[] | null }[];
  /** The organisation's tokens whose secret in use they have seen, and may have kept. */
  seen: { uuid: string; label: string; last_used_at: string | null }[];
  /** Teams that would be empty, with their active tokens. */
  teams: { uuid: string; name: string; tokens: number }[];
  /** Open invitations that they sent: the links end when they leave. */
  invitations: { email: string; role: Role }[];
};

export type LeavingResult = { status: "found"; name: string; leaving: Leaving } | { status: "not_found" };

/**
 * The consequences if someone leaves an organisation, for those who may remove the person, and for the person. One statement
 * for each list.
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
  // Someone who leaves by themselves learns no names that their role does not show.
  const isManager = roleAllows(organisation.role, "manage_people");
  const [losing, seen, teams, invitations] = await Promise.all([
    listTokensThatLeave(db, organisationId, userId),
    isManager ? listTokensSeenBy(db, organisationId, userId) : [],
    listTeamsOfOne(db, organisationId, userId),
    isManager ? listOpenInvitationsBy(db, organisationId, userId) : [],
  ]);
  return {
    status: "found",
    name: personName({ email: member.email, firstName: member.first_name, lastName: member.last_name }),
    leaving: {
      losing: losing.map(({ id, label, last_used_at, reach, limits }) => ({
        uuid: id,
        label,
        last_used_at: last_used_at?.toISOString() ?? null,
        places: isManager && reach === "limited" ? placesOf(limits) : null,
      })),
      seen: seen.map(({ id, label, last_used_at }) => ({
        uuid: id,
        label,
        last_used_at: last_used_at?.toISOString() ?? null,
      })),
      teams: teams.map(({ id, name, tokens }) => ({ uuid: id, name, tokens })),
      invitations,
    },
  };
}

/** One limit that names the whole organisation makes the others say nothing. */
function placesOf(limits: readonly { application: string | null; environment: string | null }[]): string[] | null {
  const places = limits.map(({ application, environment }) =>
    application === null ? null : environment === null ? application : `${application} / ${environment}`,
  );
  const named = places.filter((place) => place !== null);
  return named.length < places.length ? null : named;
}
