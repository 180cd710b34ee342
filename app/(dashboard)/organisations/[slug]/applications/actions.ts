"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form/form-dialog";
import { db } from "@/db/database";
import { createApplication } from "@/lib/application/create";
import { findApplication } from "@/lib/application/find";
import { createApplicationInput } from "@/lib/application/input";
import { onceByForm } from "@/lib/form/once";
import { refusalSentence } from "@/lib/organisation/refusal-sentence";
import { requireSession } from "@/lib/session/require-session";

/** Make an application with its environments `test` and `live`. */
export async function createApplicationAction(
  organisationId: string,
  form: FormData,
): Promise<{ status: "created"; slug: string; name: string } | FormRefusal> {
  const principal = await requireSession();
  const input = createApplicationInput.safeParse({ organisation: organisationId, name: form.get("name") ?? "" });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await onceByForm(
    db,
    principal,
    form,
    () => createApplication(db, principal, input.data),
    (made) => (made.status === "created" ? made.application.id : undefined),
  );
  switch (result.status) {
    case "repeated": {
      const made = result.madeId === null ? undefined : await findApplication(db, principal, result.madeId);
      if (made?.status === "found")
        return { status: "created", slug: made.application.slug, name: made.application.name };
      return { status: "refused", message: "This form was sent already. Reload the page to see what it created." };
    }
    case "created":
      revalidatePath("/", "layout");
      return { status: "created", slug: result.application.slug, name: result.application.name };
    case "invalid":
      return result;
    default:
      return { status: "refused", message: refusalSentence(result) };
  }
}
