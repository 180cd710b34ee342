"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { addTeamMember, removeTeamMember } from "@/lib/team/change-member";
import { createTeam } from "@/lib/team/create";
import { deleteTeam } from "@/lib/team/delete";
import { type EditTeamResult, editTeam } from "@/lib/team/edit";
import { createTeamInput } from "@/lib/team/input";
import { refusalWords } from "./refusal-words";

type Refused = { status: "refused"; message: string };
export type TeamState = { status: "idle" } | { status: "done" } | Refused;

const place = z.object({ organisationId: z.uuid().lowercase(), teamId: z.uuid().lowercase() });
const person = place.extend({ userId: z.uuid().lowercase() });
const NOWHERE: Refused = { status: "refused", message: refusalWords({ status: "team_not_found" }) };

/** Make a team without members yet. */
export async function createTeamAction(
  organisationId: string,
  _previous: TeamState,
  form: FormData,
): Promise<TeamState> {
  const principal = await requireSession();
  const id = z.uuid().lowercase().safeParse(organisationId);
  if (!id.success) return NOWHERE;
  const input = createTeamInput.safeParse({ name: form.get("name") ?? "" });
  if (!input.success) return { status: "refused", message: input.error.issues[0]?.message ?? "Enter a name." };
  const result = await createTeam(db, principal, id.data, input.data);
  if (result.status !== "created") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "done" };
}

/** Call a team something else. */
export async function renameTeamAction(
  organisationId: string,
  teamId: string,
  _previous: TeamState,
  form: FormData,
): Promise<TeamState> {
  const principal = await requireSession();
  const target = place.safeParse({ organisationId, teamId });
  if (!target.success) return NOWHERE;
  const input = createTeamInput.pick({ name: true }).safeParse({ name: form.get("name") ?? "" });
  if (!input.success) return { status: "refused", message: input.error.issues[0]?.message ?? "Enter a name." };
  return answer(await editTeam(db, principal, target.data, input.data));
}

/** Dissolve a team; its tokens stay. Whoever does proves who they are. */
export async function deleteTeamAction(
  organisationId: string,
  teamId: string,
  form: FormData,
): Promise<TeamState | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const target = place.safeParse({ organisationId, teamId });
  if (!target.success) return NOWHERE;
  const result = await deleteTeam(db, principal, target.data);
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "deleted") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "done" };
}

/** Take a person of the organisation into a team. */
export async function addTeamMemberAction(organisationId: string, teamId: string, userId: string): Promise<TeamState> {
  const principal = await requireSession();
  const target = person.safeParse({ organisationId, teamId, userId });
  return target.success ? answer(await addTeamMember(db, principal, target.data)) : NOWHERE;
}

/** Take a person out of a team. */
export async function removeTeamMemberAction(
  organisationId: string,
  teamId: string,
  userId: string,
): Promise<TeamState> {
  const principal = await requireSession();
  const target = person.safeParse({ organisationId, teamId, userId });
  return target.success ? answer(await removeTeamMember(db, principal, target.data)) : NOWHERE;
}

function answer(result: EditTeamResult): TeamState {
  if (result.status !== "edited") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "done" };
}
