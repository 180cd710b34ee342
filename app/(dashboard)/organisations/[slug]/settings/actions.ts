"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { refuseConfirmation } from "@/lib/action/confirm-name";
import { type FieldErrors, textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { deleteOrganisation } from "@/lib/organisation/delete";
import { organisationInput } from "@/lib/organisation/input";
import { leaveOrganisation } from "@/lib/organisation/leave";
import { OWN_REFUSALS } from "@/lib/organisation/refusals";
import { renameOrganisation } from "@/lib/organisation/rename";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";

// The user menu of every page shows its name.
const revalidate = () => revalidatePath("/", "layout");

export type RenameState =
  | { status: "idle" }
  | { status: "renamed"; name: string }
  | { status: "refused"; message: string }
  | { status: "invalid"; fields: FieldErrors }
  | ProofRefusal;

/** Rename an organisation. */
export async function renameOrganisationAction(
  organisationId: string,
  _previous: RenameState,
  form: FormData,
): Promise<RenameState> {
  return await runAction({
    form,
    ids: { organisationId },
    input: () => organisationInput.safeParse({ name: textOf(form, "name") }),
    verb: (principal, { name }) => renameOrganisation(db, principal, organisationId, name),
  })({
    answers: { renamed: ({ organisation }) => ({ name: organisation.name }) },
    refusals: OWN_REFUSALS,
    revalidate,
  });
}

/** Delete an organisation that has no applications. Asks to type its name, and for a fresh proof of identity. */
export async function deleteOrganisationAction(organisationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId },
    verb: async (principal) => {
      const organisation = principal.organisations.find(({ id }) => id === organisationId);
      if (organisation === undefined) return { status: "not_found" as const };
      const mistyped = refuseConfirmation(textOf(form, "confirmation"), "organisation", organisation.name);
      return mistyped ?? (await deleteOrganisation(db, principal, organisationId));
    },
  })({ answers: { deleted: true }, refusals: OWN_REFUSALS, revalidate });
}

/** Leave an organisation. */
export async function leaveOrganisationAction(organisationId: string) {
  return await runAction({
    ids: { organisationId },
    verb: (principal) => leaveOrganisation(db, principal, organisationId),
  })({ answers: { left: true }, refusals: OWN_REFUSALS, revalidate });
}
