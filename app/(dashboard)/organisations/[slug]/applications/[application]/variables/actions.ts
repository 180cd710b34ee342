"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { createVariable } from "@/lib/environment-variable/create";
import { deleteVariable } from "@/lib/environment-variable/delete";
import { editVariable } from "@/lib/environment-variable/edit";
import { importVariables } from "@/lib/environment-variable/import";
import { createVariableInput, editVariableInput } from "@/lib/environment-variable/input";
import { VARIABLE_REFUSALS } from "@/lib/environment-variable/refusals";
import { revealVariable } from "@/lib/environment-variable/reveal";

const revalidate = () => revalidatePath("/organisations/[slug]/applications/[application]", "page");

/** Add a variable to an environment. */
export async function createVariableAction(environmentId: string, form: FormData) {
  return await runAction({
    form,
    ids: { environmentId },
    input: () =>
      createVariableInput.safeParse({ environment: environmentId, name: textOf(form, "name"), ...writtenIn(form) }),
    verb: (principal, input) => createVariable(db, principal, input),
  })({ answers: { created: ({ variable: { id, name } }) => ({ id, name }) }, refusals: VARIABLE_REFUSALS, revalidate });
}

/** Change a variable's value, and whether it is sensitive from now on. */
export async function editVariableAction(id: string, form: FormData) {
  return await runAction({
    form,
    ids: { id },
    input: () => editVariableInput.safeParse(writtenIn(form)),
    verb: (principal, input) => editVariable(db, principal, id, input),
  })({ answers: { edited: true }, refusals: VARIABLE_REFUSALS, revalidate });
}

/** Delete a variable. Asks for a fresh proof of identity. */
export async function deleteVariableAction(id: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { id },
    verb: (principal) => deleteVariable(db, principal, id),
  })({ answers: { deleted: true }, refusals: VARIABLE_REFUSALS, revalidate });
}

/** The value of a variable that is not sensitive: in this answer, and in no page. The look is recorded. */
export async function revealVariableAction(id: string) {
  return await runAction({
    ids: { id },
    verb: (principal) => revealVariable(db, principal, id),
  })({ answers: { revealed: ({ value }) => ({ value }) }, refusals: VARIABLE_REFUSALS });
}

/** Write all variables of a pasted `.env` text. */
export async function importVariablesAction(environmentId: string, form: FormData) {
  return await runAction({
    form,
    ids: { environmentId },
    verb: (principal) => {
      const input = { environment: environmentId, text: textOf(form, "text"), isSensitive: form.has("is_sensitive") };
      return importVariables(db, principal, input);
    },
  })({
    answers: { imported: ({ created, changed }) => ({ created, changed }) },
    refusals: VARIABLE_REFUSALS,
    revalidate,
  });
}

/** The text as typed: a form sends its line breaks as CR LF. */
function writtenIn(form: FormData) {
  return { value: textOf(form, "value").replaceAll("\r\n", "\n"), is_sensitive: form.has("is_sensitive") };
}
