import { lockAssignedTokens } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { deleteTeam as deleteRow, findTeam, lockTeam } from "@/db/organisation/team";
import type { Principal } from "@/lib/authorization/principal";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { changingTeams, recordTeamActivity, type TeamRefusal, teamFacts } from "./change";

export type DeleteTeamResult = { status: "deleted" } | { status: "team_not_found" } | TeamRefusal | ProofRequired;

/** Delete a team. Its tokens keep working, looked after by owners and admins. @throws CallerEnded */
export async function deleteTeam(
  db: Db,
  principal: Principal,
  { organisationId, teamId }: { organisationId: string; teamId: string },
): Promise<DeleteTeamResult> {
  return await changingTeams<DeleteTeamResult>(db, principal, organisationId, async (trx) => {
    if (!(await lockTeam(trx, organisationId, teamId))) return { status: "team_not_found" };
    const team = await findTeam(trx, organisationId, teamId);
    if (team === undefined) return { status: "team_not_found" };
    if (needsProof(principal)) return { status: "reauthentication_required" };
    await lockAssignedTokens(trx, { team_id: teamId });
    await deleteRow(trx, teamId);
    await recordTeamActivity(trx, principal, "team.deleted", team, { before: teamFacts(team) });
    return { status: "deleted" };
  });
}
