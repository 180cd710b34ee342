"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { createApplication } from "@/lib/application/create";
import { findApplication } from "@/lib/application/find";
import { createApplicationInput } from "@/lib/application/input";
import { APPLICATION_REFUSALS } from "@/lib/application/refusals";
import { onceByForm } from "@/lib/form/once";

/** Create an application with its environments `test` and `live`. */
export async function createApplicationAction(organisationId: string, form: FormData) {
  return await runAction({
    form,
    ids: { organisationId },
    input: () => createApplicationInput.safeParse({ organisation: organisationId, name: textOf(form, "name") }),
    verb: async (principal, input) => {
      const result = await onceByForm(
        db,
        principal,
        form,
        () => createApplication(db, principal, input),
        (made) => (made.status === "created" ? made.application.id : undefined),
      );
      if (result.status !== "repeated" || result.madeId === null) return result;
      const made = await findApplication(db, principal, result.madeId);
      return made.status === "found" ? { status: "created" as const, application: made.application } : result;
    },
  })({
    answers: { created: ({ application: { id, slug, name } }) => ({ id, slug, name }) },
    refusals: APPLICATION_REFUSALS,
    revalidate: () => revalidatePath("/", "layout"),
  });
}
