"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { addTeamMember, removeTeamMember } from "@/lib/team/change-member";
import { createTeam } from "@/lib/team/create";
import { deleteTeam } from "@/lib/team/delete";
import { editTeam } from "@/lib/team/edit";
import { createTeamInput } from "@/lib/team/input";
import { TEAM_REFUSALS } from "@/lib/team/refusals";

const revalidate = () => revalidatePath("/organisations", "layout");

/** Create a team without members. */
export async function createTeamAction(organisationId: string, form: FormData) {
  return await runAction({
    form,
    ids: { organisationId },
    input: () => createTeamInput.safeParse({ name: textOf(form, "name") }),
    verb: (principal, input) => createTeam(db, principal, organisationId, input),
  })({
    answers: { created: ({ team: { id, name } }) => ({ id, name }) },
    refusals: TEAM_REFUSALS,
    revalidate,
  });
}

/** Rename a team. */
export async function renameTeamAction(organisationId: string, teamId: string, form: FormData) {
  return await runAction({
    form,
    ids: { organisationId, teamId },
    input: () => createTeamInput.pick({ name: true }).safeParse({ name: textOf(form, "name") }),
    verb: (principal, input) => editTeam(db, principal, { organisationId, teamId }, input),
  })({
    answers: { edited: ({ team: { id, name } }) => ({ id, name }) },
    refusals: TEAM_REFUSALS,
    revalidate,
  });
}

/** Delete a team; its tokens stay. Asks for a fresh proof of identity. */
export async function deleteTeamAction(organisationId: string, teamId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, teamId },
    verb: (principal) => deleteTeam(db, principal, { organisationId, teamId }),
  })({
    answers: { deleted: true },
    refusals: TEAM_REFUSALS,
    revalidate,
  });
}

/** Add a member of the organisation to a team. */
export async function addTeamMemberAction(organisationId: string, teamId: string, userId: string) {
  return await runAction({
    ids: { organisationId, teamId, userId },
    verb: (principal) => addTeamMember(db, principal, { organisationId, teamId, userId }),
  })({
    answers: { edited: true },
    refusals: TEAM_REFUSALS,
    revalidate,
  });
}

/** Remove a person from a team. */
export async function removeTeamMemberAction(organisationId: string, teamId: string, userId: string) {
  return await runAction({
    ids: { organisationId, teamId, userId },
    verb: (principal) => removeTeamMember(db, principal, { organisationId, teamId, userId }),
  })({
    answers: { edited: true },
    refusals: TEAM_REFUSALS,
    revalidate,
  });
}
