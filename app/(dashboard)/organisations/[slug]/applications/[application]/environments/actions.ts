"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { refuseConfirmation } from "@/lib/action/confirm-name";
import { parseFields, textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { createEnvironment } from "@/lib/environment/create";
import { deleteEnvironment } from "@/lib/environment/delete";
import { editEnvironment } from "@/lib/environment/edit";
import { findEnvironment } from "@/lib/environment/find";
import { createEnvironmentInput, editEnvironmentInput } from "@/lib/environment/input";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import { withoutUnchanged } from "@/lib/text-input";

const revalidate = () => revalidatePath("/organisations/[slug]/applications", "layout");

/** Add an environment to an application. */
export async function createEnvironmentAction(applicationId: string, form: FormData) {
  return await runAction({
    form,
    ids: { applicationId },
    input: () => createEnvironmentInput.safeParse({ application: applicationId, ...fieldsOf(form) }),
    verb: (principal, input) => createEnvironment(db, principal, input),
  })({
    answers: { created: ({ environment: { id, slug } }) => ({ id, slug }) },
    refusals: ORGANISATION_REFUSALS,
    revalidate,
  });
}

/** Rename an environment, or deploy another branch to it. */
export async function editEnvironmentAction(id: string, form: FormData) {
  return await runAction({
    form,
    ids: { id },
    verb: async (principal) => {
      const found = await findEnvironment(db, principal, id);
      if (found.status !== "found") return found;
      const { branch } = found.environment;
      const input = parseFields(editEnvironmentInput, withoutUnchanged(fieldsOf(form), { branch }));
      return input.status === "invalid" ? input : await editEnvironment(db, principal, id, input.data);
    },
  })({
    answers: { edited: ({ environment }) => ({ slug: environment.slug }) },
    refusals: ORGANISATION_REFUSALS,
    revalidate,
  });
}

/** Delete an environment with its variables. Asks to type its name, and for a fresh proof of identity. */
export async function deleteEnvironmentAction(id: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { id },
    verb: async (principal) => {
      const found = await findEnvironment(db, principal, id);
      if (found.status !== "found") return found;
      const mistyped = refuseConfirmation(textOf(form, "confirmation"), "environment", found.environment.slug);
      return mistyped ?? (await deleteEnvironment(db, principal, id));
    },
  })({ answers: { deleted: true }, refusals: ORGANISATION_REFUSALS, revalidate });
}

function fieldsOf(form: FormData) {
  const branch = textOf(form, "branch").trim();
  return { slug: textOf(form, "slug"), ...(branch === "" ? {} : { branch }) };
}
