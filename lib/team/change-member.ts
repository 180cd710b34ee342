import type { Db } from "@/db/database";
import { findTeam, lockTeam, replaceTeamMembers, type TeamRow } from "@/db/organisation/team";
import { type Principal, tokenIdOf } from "@/lib/authorization/principal";
import { changingTeams, recordTeamActivity, refuseTeam, teamFacts } from "./change";
import type { EditTeamResult } from "./edit";

type Target = { organisationId: string; teamId: string; userId: string };

/** Add one person to a team; others who were added meanwhile stay. @throws CallerEnded */
export async function addTeamMember(db: Db, principal: Principal, target: Target): Promise<EditTeamResult> {
  return await changeMember(db, principal, target, (members) => [...new Set([...members, target.userId])]);
}

/** Remove a person from a team. They lose access to what only the team looked after. @throws CallerEnded */
export async function removeTeamMember(db: Db, principal: Principal, target: Target): Promise<EditTeamResult> {
  return await changeMember(db, principal, target, (members) => members.filter((id) => id !== target.userId));
}

async function changeMember(
  db: Db,
  principal: Principal,
  { organisationId, teamId }: Target,
  change: (members: string[]) => string[],
): Promise<EditTeamResult> {
  return await changingTeams<EditTeamResult>(db, principal, organisationId, async (trx) => {
    if (!(await lockTeam(trx, organisationId, teamId))) return { status: "team_not_found" };
    const before = await findTeam(trx, organisationId, teamId);
    if (before === undefined) return { status: "team_not_found" };
    const old = before.members.map(({ id }) => id);
    const members = change(old);
    if (members.length === old.length) return { status: "edited", team: before };
    const refusal = await refuseTeam(trx, organisationId, { members: members.filter((id) => !old.includes(id)) });
    if (refusal !== undefined) return refusal;
    await replaceTeamMembers(trx, { id: teamId, organisationId }, members, tokenIdOf(principal));
    const team = await findTeam(trx, organisationId, teamId);
    if (team === undefined) throw new Error("a team that was just written cannot be read");
    await recordTeamActivity(trx, principal, "team.edited", team, {
      before: memberFacts(before),
      after: memberFacts(team),
    });
    return { status: "edited", team };
  });
}

function memberFacts(team: TeamRow) {
  return { members: teamFacts(team).members };
}
