import type { NewRow } from "@/db/database";
import { COLLABORATORS, INVITATIONS, POLICIES, TEAM_MEMBERS, WITHDRAWN } from "./agency";
import type { Chance } from "./random";
import { known, type Names, type TokenRows, workingHour } from "./token-rows";

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** The rows of what an agency's people have agreed on: teams, guests, invitations, rules, and who keeps which token out. */
export function agencyRows(
  names: Names,
  teams: readonly NewRow<"team">[],
  tokens: readonly TokenRows[],
  now: Date,
  luck: Chance,
) {
  const at = (daysAgo: number) => workingHour(now, daysAgo, luck);
  return {
    teamMembers: teamMembers(names, teams),
    collaborators: COLLABORATORS.map(({ application, person, access, by, daysAgo }) => {
      const { application_id, organisation_id } = known(names.places, application);
      return {
        application_id,
        organisation_id,
        user_id: known(names.users, person),
        access,
        added_by_user_id: known(names.users, by),
        created_at: at(daysAgo),
      };
    }),
    ...invitations(names, at, luck),
    policies: POLICIES.map(({ organisation, by, madeDaysAgo, inForceDaysAgo, rules }) => {
      const created_at = at(madeDaysAgo);
      return {
        ...rules,
        id: luck.uuidAt(created_at),
        organisation_id: known(names.organisations, organisation),
        created_by_user_id: known(names.users, by),
        created_at,
        enforced_from: inForceDaysAgo === undefined ? null : at(inForceDaysAgo),
      };
    }),
    withdrawals: WITHDRAWN.map(({ organisation, owner, label, by, daysAgo, reason }) => {
      const ownerId = known(names.users, owner);
      const found = tokens.find(({ token }) => token.label === label && token.user_id === ownerId);
      if (found === undefined) throw new Error(`${owner} has no token called "${label}"`);
      return {
        token_id: found.token.id,
        organisation_id: known(names.organisations, organisation),
        state: "withdrawn" as const,
        reason,
        decided_by_user_id: known(names.users, by),
        decided_at: at(daysAgo),
      };
    }),
  };
}

function teamMembers(names: Names, teams: readonly NewRow<"team">[]): NewRow<"team_member">[] {
  return Object.entries(TEAM_MEMBERS).flatMap(([slug, members]) =>
    teams
      .filter((team) => team.organisation_id === known(names.organisations, slug))
      .flatMap(({ id, name, organisation_id, created_at }) =>
        (members[name] ?? []).map((person) => ({
          team_id: id,
          organisation_id,
          user_id: known(names.users, person),
          created_at,
        })),
      ),
  );
}

function invitations(names: Names, at: (daysAgo: number) => Date, luck: Chance) {
  const rows: (NewRow<"invitation"> & { id: string })[] = [];
  const applications: NewRow<"invitation_application">[] = [];
  for (const invitation of INVITATIONS) {
    const sentAt = at(invitation.sentDaysAgo);
    const id = luck.uuidAt(sentAt);
    rows.push({
      id,
      organisation_id: known(names.organisations, invitation.organisation),
      email: invitation.email,
      role: invitation.role,
      // The digest of a code that nobody has: to see a link, send the invitation again.
      digest: Buffer.from(Array.from({ length: 32 }, () => luck.between(0, 255))),
      is_vouched: true,
      invited_by_user_id: known(names.users, invitation.by),
      created_at: sentAt,
      sent_at: sentAt,
      expires_at: new Date(sentAt.getTime() + WEEK_MS),
      revoked_at: invitation.revokedDaysAgo === undefined ? null : at(invitation.revokedDaysAgo),
    });
    for (const [slug, access] of Object.entries(invitation.applications ?? {})) {
      applications.push({ invitation_id: id, application_id: known(names.places, slug).application_id, access });
    }
  }
  return { invitations: rows, invitationApplications: applications };
}
