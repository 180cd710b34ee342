import type { Db } from "@/db/database";
import { findTeam, lockTeam, replaceTeamMembers, type TeamRow, updateTeamName } from "@/db/organisation/team";
import { type Principal, tokenIdOf } from "@/lib/authorization/principal";
import { changingTeams, recordTeamActivity, refuseTeam, type TeamRefusal, teamFacts } from "./change";
import type { EditTeamInput } from "./input";

export type EditTeamResult = { status: "edited"; team: TeamRow } | { status: "team_not_found" } | TeamRefusal;

/** Rename a team, or change its members. @throws CallerEnded */
export async function editTeam(
  db: Db,
  principal: Principal,
  { organisationId, teamId }: { organisationId: string; teamId: string },
  input: EditTeamInput,
): Promise<EditTeamResult> {
  return await changingTeams<EditTeamResult>(db, principal, organisationId, async (trx) => {
    if (!(await lockTeam(trx, organisationId, teamId))) return { status: "team_not_found" };
    const before = await findTeam(trx, organisationId, teamId);
    if (before === undefined) return { status: "team_not_found" };
    const refusal = await refuseTeam(trx, organisationId, { id: teamId, ...input });
    if (refusal !== undefined) return refusal;
    if (input.name !== undefined) await updateTeamName(trx, teamId, input.name);
    if (input.members !== undefined)
      await replaceTeamMembers(trx, { id: teamId, organisationId }, input.members, tokenIdOf(principal));
    const team = await findTeam(trx, organisationId, teamId);
    if (team === undefined) throw new Error("a team that was just written cannot be read");
    const facts = { before: teamFacts(before), after: teamFacts(team) };
    if (JSON.stringify(facts.before) !== JSON.stringify(facts.after)) {
      await recordTeamActivity(trx, principal, "team.edited", team, facts);
    }
    return { status: "edited", team };
  });
}
