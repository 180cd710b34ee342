"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { refuseConfirmation } from "@/lib/action/confirm-name";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { deleteApplication } from "@/lib/application/delete";
import { findApplication } from "@/lib/application/find";
import { editApplicationInput } from "@/lib/application/input";
import { APPLICATION_REFUSALS, TRANSFER_REFUSALS } from "@/lib/application/refusals";
import { renameApplication } from "@/lib/application/rename";
import { transferApplication } from "@/lib/application/transfer";
import type { SessionPrincipal } from "@/lib/authorization/principal";

const revalidate = () => revalidatePath("/organisations/[slug]", "layout");

/** Rename an application. */
export async function renameApplicationAction(id: string, form: FormData) {
  return await runAction({
    form,
    ids: { id },
    input: () =>
      editApplicationInput
        .pick({ name: true })
        .required()
        .safeParse({ name: textOf(form, "name") }),
    verb: (principal, { name }) => renameApplication(db, principal, id, name),
  })({
    answers: { renamed: ({ application }) => ({ name: application.name }) },
    refusals: APPLICATION_REFUSALS,
    revalidate,
  });
}

/** Delete an application. Asks to type its name, and for a fresh proof of identity. */
export async function deleteApplicationAction(id: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { id },
    verb: async (principal) => {
      const confirmed = await confirm(principal, id, form);
      if (confirmed.status !== "confirmed") return confirmed;
      const result = await deleteApplication(db, principal, id);
      return result.status === "deleted" ? { ...result, name: confirmed.name } : result;
    },
  })({ answers: { deleted: ({ name }) => ({ name }) }, refusals: APPLICATION_REFUSALS, revalidate });
}

/** Transfer an application to another organisation. Asks to type its name, and for a fresh proof of identity. */
export async function transferApplicationAction(id: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { id },
    verb: async (principal) => {
      const to = principal.organisations.find((organisation) => organisation.id === form.get("organisation"));
      if (to === undefined)
        return { status: "invalid" as const, fields: { organisation: ["Choose an organisation."] } };
      const confirmed = await confirm(principal, id, form);
      if (confirmed.status !== "confirmed") return confirmed;
      const result = await transferApplication(db, principal, id, to.id);
      return result.status === "transferred" ? { ...result, to } : result;
    },
  })({
    answers: {
      transferred: ({ to, application }) => ({
        address: `/organisations/${to.slug}/applications/${application.slug}`,
        name: to.name,
      }),
    },
    refusals: TRANSFER_REFUSALS,
    revalidate,
  });
}

async function confirm(principal: SessionPrincipal, id: string, form: FormData) {
  const found = await findApplication(db, principal, id);
  if (found.status !== "found") return found;
  const { name } = found.application;
  return (
    refuseConfirmation(textOf(form, "confirmation"), "application", name) ?? { status: "confirmed" as const, name }
  );
}
