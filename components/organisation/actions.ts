"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { findOrganisation, findPersonOf } from "@/db/organisation/organisation";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { onceByForm } from "@/lib/form/once";
import { createOrganisation } from "@/lib/organisation/create";
import { organisationInput } from "@/lib/organisation/input";
import { CREATE_REFUSALS } from "@/lib/organisation/refusals";

/** Make an organisation of which the signed-in person becomes the owner. */
export async function createOrganisationAction(form: FormData) {
  return await runAction({
    form,
    input: () => organisationInput.safeParse({ name: textOf(form, "name") }),
    verb: async (principal, { name }) => {
      const result = await onceByForm(
        db,
        principal,
        form,
        () => createOrganisation(db, principal, name),
        (made) => (made.status === "created" ? made.organisation.id : undefined),
      );
      return result.status === "repeated" ? await madeBefore(principal.user.id, result.madeId) : result;
    },
  })({
    answers: { created: ({ organisation: { id, slug, name } }) => ({ id, slug, name }) },
    refusals: CREATE_REFUSALS,
    // The user menu of every page shows it.
    revalidate: () => revalidatePath("/", "layout"),
  });
}

/** The same answer again, for a form that was sent twice. */
async function madeBefore(userId: string, id: string | null) {
  const belongs = id !== null && (await findPersonOf(db, id, userId)) !== undefined;
  const organisation = belongs ? await findOrganisation(db, id) : undefined;
  return organisation === undefined ? { status: "repeated" as const } : { status: "created" as const, organisation };
}
