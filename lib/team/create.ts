import type { Db } from "@/db/database";
import { findTeam, insertTeam, replaceTeamMembers, type TeamRow } from "@/db/organisation/team";
import { type Principal, tokenIdOf } from "@/lib/authorization/principal";
import { changingTeams, recordTeamActivity, refuseTeam, type TeamRefusal, teamFacts } from "./change";
import type { CreateTeamInput } from "./input";

export type CreateTeamResult = { status: "created"; team: TeamRow } | TeamRefusal;

/** Create a team. @throws CallerEnded */
export async function createTeam(
  db: Db,
  principal: Principal,
  organisationId: string,
  input: CreateTeamInput,
): Promise<CreateTeamResult> {
  return await changingTeams<{ status: "created"; team: TeamRow }>(db, principal, organisationId, async (trx) => {
    const refusal = await refuseTeam(trx, organisationId, input);
    if (refusal !== undefined) return refusal;
    const id = await insertTeam(trx, organisationId, input.name);
    await replaceTeamMembers(trx, { id, organisationId }, input.members, tokenIdOf(principal));
    const team = await findTeam(trx, organisationId, id);
    if (team === undefined) throw new Error("a team that was just written cannot be read");
    await recordTeamActivity(trx, principal, "team.created", team, { after: teamFacts(team) });
    return { status: "created", team };
  });
}
