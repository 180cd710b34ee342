import type { Db } from "@/db/database";
import * as table from "@/db/organisation/team";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { write } from "@/lib/write";

export type TeamRefusal = OrganisationRefusal | { status: "invalid"; fields: Record<string, string[]> };

/**
 * Run a change of an organisation's teams for a principal who may manage them, in a transaction: nobody else changes its people
 * or teams meanwhile. @throws CallerEnded
 */
export async function changingTeams<Done>(
  db: Db,
  principal: Principal,
  organisationId: string,
  change: (trx: Db) => Promise<Done | TeamRefusal>,
): Promise<Done | TeamRefusal> {
  return await write(db, principal, async (trx): Promise<Done | TeamRefusal> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "manage_teams");
    return authorization.status === "allowed" ? await change(trx) : authorization;
  });
}

/** Why a team cannot have this name or these members, as sentences by field. */
export async function refuseTeam(
  trx: Db,
  organisationId: string,
  team: { id?: string; name?: string; members?: readonly string[] },
): Promise<TeamRefusal | undefined> {
  const fields: Record<string, string[]> = {};
  if (team.name !== undefined && (await table.isTeamNameTaken(trx, organisationId, team.name, team.id))) {
    fields.name = ["The organisation already has a team with this name."];
  }
  const members = team.members ?? [];
  const teamable = new Set(await table.findTeamable(trx, organisationId, members));
  if (members.some((id) => !teamable.has(id))) {
    fields.members = ["Only owners, admins and members of the organisation can be in a team."];
  }
  return Object.keys(fields).length === 0 ? undefined : { status: "invalid", fields };
}

/** Record what became of a team. */
export async function recordTeamActivity(
  trx: Db,
  principal: Principal,
  type: "team.created" | "team.edited" | "team.deleted",
  team: { id: string; organisation_id: string; name: string },
  facts: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordActivity(trx, {
    type,
    organisationId: team.organisation_id,
    actor: actorOf(principal),
    target: { type: "team", id: team.id, label: team.name },
    ...facts,
    client: principal.client,
  });
}

/** The facts of a team that the log keeps. */
export function teamFacts(team: table.TeamRow) {
  return { name: team.name, members: team.members.map(({ email }) => email) };
}
